import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { engine } from '../support/engines.ts'
import { openTenant, type TestTenant } from '../support/harness.ts'
import { openParts } from './support/parts.ts'

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const letters = (count: number, from: (place: number) => number) =>
  Array.from({ length: count }, (_, place) => crockford[from(place)]).join('')

/** An id of this millisecond, as any process may make it: equal ones differ in their random half only. */
const idAt = (ms: number) =>
  `ctc_${letters(10, (place) => Math.floor(ms / 32 ** (9 - place)) % 32)}${letters(16, () => randomInt(32))}`

const insert = (store: Store, tenant: TestTenant, rows: readonly { id: string; email: string }[]) =>
  store.transaction(`${tenant.tenantId}/test`, async (tx) => {
    const plain = { name: 'Asha', phone: null, state: null, address: null, tax_id: null, metadata: '{}' }
    const times = { created_at: tx.now.getTime(), updated_at: tx.now.getTime() }
    for (let at = 0; at < rows.length; at += 500) {
      const values = rows.slice(at, at + 500).map((row) => ({ ...plain, ...times, ...row }))
      if (values.length > 0) await tx.db.insertInto('contacts').values(values).execute()
    }
  })

/** Walks a list page by page; `between` happens after each page. */
async function walk(
  tenant: TestTenant,
  { query, between }: { query: string; between: (page: number) => Promise<unknown> },
): Promise<string[]> {
  const seen: string[] = []
  let cursor: string | null = null
  let page = 0
  do {
    const next: string = cursor === null ? '' : `&cursor=${cursor}`
    const { body } = await tenant.api('GET', `/contacts?${query}${next}`)
    seen.push(...body.data.map(({ id }: { id: string }) => id))
    cursor = body.next_cursor
    await between(page)
    page += 1
  } while (cursor !== null)
  return seen
}

function expectWhole(seen: readonly string[], stayed: readonly string[]): void {
  expect(seen).toEqual([...new Set(seen)].sort().reverse())
  const had = new Set(seen)
  expect(stayed.filter((id) => !had.has(id))).toEqual([])
}

type Change = { readonly kind: 'add' | 'delete' | 'leave'; readonly pick: number }

const change = fc.record<Change>({
  kind: fc.constantFrom('add', 'delete', 'leave'),
  pick: fc.nat(1_000),
})
const scenario = fc.record({
  // few milliseconds, so that many ids share one
  rows: fc.array(fc.nat(3), { maxLength: 30 }),
  limit: fc.integer({ min: 1, max: 7 }),
  changes: fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 30 }),
})

const RUNS = { memory: 300, disk: 80, postgres: 80 }

test('a walk misses no row that stays and repeats none, whatever comes and goes', async () => {
  const { server, store } = await openParts()
  const tenant = await openTenant(server)
  const base = Date.now()
  let run = 0
  const property = fc.asyncProperty(scenario, async ({ rows, limit, changes }) => {
    run += 1
    const email = `run${run}@example.com`
    const there = rows.map((ms) => ({ id: idAt(base + ms), email }))
    const gone = new Set<string>()
    await insert(store, tenant, there)
    const apply = async ({ kind, pick }: Change) => {
      if (kind === 'add') return insert(store, tenant, [{ id: idAt(base + (pick % 4)), email }])
      const row = there[pick % Math.max(1, there.length)]
      if (row === undefined || gone.has(row.id)) return
      gone.add(row.id)
      if (kind === 'delete') return tenant.api('DELETE', `/contacts/${row.id}`)
      return tenant.api('PATCH', `/contacts/${row.id}`, { body: { email: 'away@example.com' } })
    }
    const seen = await walk(tenant, {
      query: `limit=${limit}&email=${encodeURIComponent(email)}`,
      between: async (page) => {
        for (const each of changes[page] ?? []) await apply(each)
      },
    })
    expectWhole(
      seen,
      there.map(({ id }) => id).filter((id) => !gone.has(id)),
    )
  })
  await fc.assert(property, { numRuns: RUNS[engine()] })
})

test('a walk of 5,000 rows does so while others insert and delete at the same time', async () => {
  const { server, store } = await openParts()
  const tenant = await openTenant(server)
  const base = Date.now() - 500
  const there = Array.from({ length: 5_000 }, (_, n) => ({
    id: idAt(base + (n % 500)),
    email: 'a@example.com',
  }))
  await insert(store, tenant, there)
  const gone = new Set<string>()
  let walking = true
  const others = async () => {
    while (walking) {
      const row = there[randomInt(there.length)]
      await tenant.api('POST', '/contacts', { body: { name: 'Bala' } })
      if (row === undefined || gone.has(row.id)) continue
      gone.add(row.id)
      await tenant.api('DELETE', `/contacts/${row.id}`)
    }
  }
  const busy = [others(), others(), others()]
  const seen = await walk(tenant, {
    query: 'limit=100',
    between: async () => {},
  })
  walking = false
  await Promise.all(busy)
  expect(gone.size).toBeGreaterThan(20)
  expectWhole(
    seen,
    there.map(({ id }) => id).filter((id) => !gone.has(id)),
  )
})
