import { expect, test } from 'vitest'
import type { Reference, SchemaKit } from '../../src/tables/migrations/migration.ts'
import { migrations } from '../../src/tables/migrations/migrations.ts'

/** Rows of these are deleted one by one, and with each the database looks for what refers to it. */
const DELETED_FROM = [
  'billables',
  'contacts',
  'deliveries',
  'invoice_items',
  'invoices',
  'products',
  'webhook_endpoints',
]

test('what refers to a row that may be deleted is found by an index, however much there is', () => {
  const indexed = new Set<string>()
  const references: { table: string; reference: Reference }[] = []
  const addIndex = (table: string, [first]: readonly string[]) => {
    indexed.add(`${table}.${first}`)
    return []
  }
  const kit: SchemaKit = {
    createTable({ name, key, unique = [], indexes = [], references: own = [] }) {
      for (const columns of [key, ...unique, ...indexes]) addIndex(name, columns)
      references.push(...own.map((reference) => ({ table: name, reference })))
      return []
    },
    addIndex,
    addColumns: () => [],
    inEveryEnvironment: () => [],
    sealEntries: () => [],
    letPurge: () => [],
  }
  for (const migration of migrations) migration.up(kit)
  const referring = references
    .filter(({ reference }) => DELETED_FROM.includes(reference.table))
    .map(({ table, reference }) => `${table}.${reference.column}`)
  expect(referring.length).toBeGreaterThan(10)
  expect(referring.filter((column) => !indexed.has(column))).toEqual([])
})
