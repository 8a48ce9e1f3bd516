import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createServer, type Server, type ServerOptions } from '@bahi/server'
import pg from 'pg'
import { median } from '../lib/median.ts'
import { startPostgres } from '../lib/postgres.ts'
import { type Row, tell } from '../lib/row.ts'
import { type Load, loadStatements } from '../lib/sales-load.ts'

const INVOICES = 1_000_000
const ROUNDS = 7
/** The ledger takes seconds. */
const LEDGER_ROUNDS = 3
const NOW = new Date('2026-06-28T10:14:22Z')
const load: Load = { invoices: INVOICES, start: Date.parse('2025-06-28T22:00:00Z') }

const reports = [
  { name: 'a year by month', query: 'granularity=month&from=2025-07&to=2026-06' },
  { name: 'a year by day', query: 'from=2025-06-29&to=2026-06-28' },
  { name: '30 days', query: '' },
  { name: 'today', query: 'from=2026-06-28' },
]

interface ReportTimes {
  readonly engine: string
  readonly loadSeconds: number
  readonly reports: readonly { readonly name: string; readonly ms: number }[]
  /** The same year by month, summed from the ledger's entries and postings. */
  readonly ledgerMs: number
}

function rowsOf({ engine, loadSeconds, reports, ledgerMs }: ReportTimes): Row[] {
  const row = (measure: string, value: number, unit: string) => ({ measure, name: engine, value, unit })
  return [
    row('a million invoices, loaded', loadSeconds, 's'),
    ...reports.map(({ name, ms }) => row(`sales report, ${name}`, ms, 'ms')),
    row('the ledger summed, a year by month', ledgerMs, 'ms'),
  ]
}

async function onSqlite(): Promise<ReportTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'bahi-bench-'))
  const data = join(folder, 'data')
  const key = await newTenant({ data })
  const files = join(data, 'environments')
  const file = (await readdir(files)).find((name) => name.endsWith('-test.sqlite')) ?? ''
  const database = new DatabaseSync(join(files, file))
  const began = performance.now()
  database.exec('PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN')
  const pad = (number: string) => `substr('00000000000000000000000000' || (${number}), -26)`
  for (const statement of loadStatements(load, pad)) database.exec(statement)
  database.exec('COMMIT')
  const loadSeconds = (performance.now() - began) / 1000
  const ledgerMs = await timeOf(() => database.prepare(ledgerSums('')).all(), LEDGER_ROUNDS)
  database.close()
  const times = await withServer({ data }, (server) => timesOf(server, key))
  await rm(folder, { recursive: true })
  return { engine: 'SQLite', loadSeconds, reports: times, ledgerMs }
}

async function onPostgres(): Promise<ReportTimes> {
  const cluster = await startPostgres()
  try {
    const key = await newTenant({ databaseUrl: cluster.url })
    const ledger = await loadPostgres(cluster.adminUrl)
    const times = await withServer({ databaseUrl: cluster.url }, (server) => timesOf(server, key))
    return { engine: 'PostgreSQL', reports: times, ...ledger }
  } finally {
    await cluster.stop()
  }
}

async function loadPostgres(adminUrl: string) {
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    const { rows } = await client.query(`SELECT environment FROM bahi.tenant WHERE environment LIKE '%/test'`)
    const settings = `set_config('bahi.environment', $1, false), set_config('search_path', 'pg_temp, bahi', false)`
    await client.query(`SELECT ${settings}`, [rows[0].environment])
    // No triggers: the rows are those that SQLite's let in.
    await client.query('SET session_replication_role = replica')
    const began = performance.now()
    for (const statement of loadStatements(load, (number) => `lpad((${number})::text, 26, '0')`))
      await client.query(statement)
    await client.query('VACUUM ANALYZE')
    const loadSeconds = (performance.now() - began) / 1000
    const sums = ledgerSums('p.environment = e.environment AND')
    return { loadSeconds, ledgerMs: await timeOf(() => client.query(sums), LEDGER_ROUNDS) }
  } finally {
    await client.end()
  }
}

const quiet = { info() {}, warn() {}, error() {} }

async function withServer<T>(where: ServerOptions, work: (server: Server) => Promise<T>): Promise<T> {
  const server = await createServer({ ...where, rateLimits: false, now: NOW, logger: quiet })
  try {
    return await work(server)
  } finally {
    await server.close()
  }
}

/** Answers its secret key of the test mode. */
const newTenant = (where: ServerOptions): Promise<string> =>
  withServer(where, async (server) => {
    const { keys } = await server.createTenant({ name: 'Acme', currency: 'INR', timeZone: 'Europe/Berlin' })
    return keys.test.secret
  })

async function timesOf(server: Server, key: string) {
  const times: { name: string; ms: number }[] = []
  for (const { name, query } of reports) {
    const ask = async () => {
      const headers = { Authorization: `Bearer ${key}` }
      const answer = await server.fetch(`http://bahi.bench/v1/reports/sales?${query}`, { headers })
      const { totals } = (await answer.json()) as { totals: unknown[] } // our own server's answer
      if (totals.length === 0) throw new Error(`The report has no figures: ${query}`)
    }
    times.push({ name, ms: await timeOf(ask) })
  }
  return times
}

async function timeOf(work: () => unknown, rounds = ROUNDS): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return median(times)
}

/** By UTC months, which are as many. */
function ledgerSums(join: string): string {
  const months = Array.from({ length: 12 }, (_, n) => `(${Date.UTC(2025, 6 + n)}, ${Date.UTC(2025, 7 + n)})`)
  return `WITH months (starts_at, ends_at) AS (VALUES ${months.join(', ')})
    SELECT starts_at, kind, currency, account, sum(amount_minor) AS sum
    FROM ledger_entries e JOIN ledger_postings p ON ${join} p.entry_id = e.id
    JOIN months ON e.created_at >= starts_at AND e.created_at < ends_at
    GROUP BY starts_at, kind, currency, account`
}

// How long `GET /reports/sales` takes over a year with a million invoices, beside summing the ledger itself. A few minutes an engine.
tell([...rowsOf(await onSqlite()), ...rowsOf(await onPostgres())])
