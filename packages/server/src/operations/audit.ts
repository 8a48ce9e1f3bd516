import { type Audit, MAX_FINDINGS } from '@bahi/spec'
import { sql } from 'kysely'
import type { Tx } from '../store/store.ts'
import { auditQueries, type CheckName } from './audit-queries.ts'

type Check = Audit['checks'][number]

/** Proves the books anew from what lies in the tables; nothing that was worked out before is believed. */
export async function retrieveAudit(tx: Tx): Promise<Audit> {
  const checks: Check[] = []
  for (const { name, table, faults } of auditQueries) checks.push(await check(tx, { name, table, faults }))
  return {
    object: 'audit',
    at: tx.now.toISOString(),
    clean: checks.every(({ clean }) => clean),
    checks,
    livemode: tx.livemode,
  }
}

interface AuditQuery {
  readonly name: CheckName
  readonly table: string
  readonly faults: readonly string[]
}

async function check(tx: Tx, { name, table, faults }: AuditQuery): Promise<Check> {
  const counted = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx.db)
  const findings: Check['findings'] = []
  for (const fault of faults) {
    if (findings.length >= MAX_FINDINGS) break
    const left = MAX_FINDINGS - findings.length
    const found = await sql<{ id: string; detail: string }>`
      select id, detail from (${sql.raw(fault)}) as found order by id limit ${left}`.execute(tx.db)
    findings.push(...found.rows)
  }
  return { name, clean: findings.length === 0, checked: Number(counted.rows[0]?.n ?? 0), findings }
}
