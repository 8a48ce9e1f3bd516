import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { exists, ROOT } from '../lib/root.ts'

/**
 * The resources, one word each, in rank order: an operation may call only operations to its left. The whole order, for
 * those to come: tenant, api-key, contact, product, store, inventory, ledger, payment-link, invoice, billable, payment,
 * credit-note, report, event, webhook-endpoint, delivery.
 */
export const words = [
  'tenant',
  'api-key',
  'contact',
  'product',
  'store',
  'inventory',
  'ledger',
  'payment-link',
  'invoice',
  'billable',
  'payment',
  'credit-note',
  'report',
  'event',
  'webhook-endpoint',
  'delivery',
] as const

/** Where a resource lives. `closed` folders hold nothing but resources. */
const rooms = [
  { path: (word: string) => `spec/src/${word}.ts` },
  { path: (word: string) => `packages/server/src/routes/${word}.ts`, closed: true },
  { path: (word: string) => `packages/server/src/operations/${word}.ts`, closed: true },
  { path: (word: string) => `packages/server/src/tables/${word}.ts` },
  { path: (word: string) => `packages/server/test/${word}.test.ts` },
  { path: (word: string) => `packages/billing/src/resources/${word}.ts`, closed: true },
  { path: (word: string) => `docs/resources/${word}.md`, closed: true },
]

/**
 * Acts that join several resources, at the right end of the order: each is named as it is spoken. `reminder` is told in
 * events only; the clock and the trigger help tests.
 */
const acts = ['audit', 'gateway', 'purge', 'sale', 'reminder', 'test-clock', 'test-reset', 'test-trigger']

/** Files of closed folders that belong to all resources: the order in which every operation takes its locks. */
const shared = ['packages/server/src/operations/lock.ts']

/** Holds the list of words to the folders, both ways. */
export function checkWords(): string[] {
  const missing = rooms.flatMap(({ path }) => words.map(path).filter((file) => !exists(file)))
  const strange = rooms.filter(({ closed }) => closed).flatMap(({ path }) => strangers(path('*')))
  return [
    ...missing.map((file) => `${file} is missing: a resource lives in a file of its own name everywhere`),
    ...strange.map((file) => `${file} is named after no resource`),
  ]
}

/** A resource may spread over files that begin with its word: `invoice-item.ts`. */
function strangers(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT }).filter((file) => {
    const stem = basename(file).replace(/\.\w+$/, '')
    const known = [...words, ...acts].some((word) => stem === word || stem.startsWith(`${word}-`))
    return !known && stem !== 'index' && !shared.includes(join(file))
  })
}
