import { expect } from 'vitest'
import { untilDecided } from '../support/books.ts'
import type { Answer } from '../support/contract.ts'
import type { TestTenant } from '../support/harness.ts'
import type { Act } from './acts.ts'
import { expectAgreement } from './agreement.ts'
import type { Model } from './model.ts'
import { predict } from './predict.ts'
import { BUYER } from './shop.ts'
import type { Expected } from './worth.ts'

/** A tenant of the server under test, its model, and what was done so far. */
export interface World {
  readonly tenant: TestTenant
  model: Model
  /** The answers that keys still remember. */
  readonly answered: {
    readonly act: Act
    readonly key: string
    readonly answer: Answer
    readonly hours: number
  }[]
  readonly trace: string[]
  /** Counts what came about, over all runs. */
  count(what: string): void
}

export interface Sending {
  readonly key?: string
  readonly fault?: 'before_commit' | 'after_commit'
}

/** Sends an act; null when its answer was lost. */
export async function send(
  { tenant }: World,
  act: Act,
  { key, fault }: Sending = {},
): Promise<Answer | null> {
  const { method, path, body } = requestOf(act)
  try {
    return await untilDecided(() =>
      tenant.api(method, path, {
        body,
        ...(key === undefined ? {} : { idempotencyKey: key }),
        ...(fault === undefined ? {} : { headers: { 'X-Test-Fault': fault } }),
      }),
    )
  } catch (error) {
    if (error instanceof TypeError && error.message === 'fetch failed') return null
    throw error
  }
}

/** The answer to an act is as the model says, which goes on from there. */
export function accept(world: World, act: Act, answer: Answer | null): void {
  const heard = required(answer)
  const expected = predict(world.model, act, heard.body)
  expect(gistOf(act, heard)).toEqual(gistExpected(expected))
  tell(world, expected)
}

/** The answers to two acts at once, and what came of them, are those of one after the other. */
export async function acceptBoth(
  world: World,
  acts: readonly [Act, Act],
  answers: readonly (Answer | null)[],
): Promise<void> {
  const heard = [required(answers[0]), required(answers[1])] as const
  const orders = [[0, 1] as const, [1, 0] as const].map((order) => {
    const model = structuredClone(world.model)
    const expected = order.map((which) => predict(model, acts[which], heard[which].body))
    const gists = order.map((which) => gistOf(acts[which], heard[which]))
    return { model, expected, wanted: expected.map(gistExpected), gists }
  })
  const possible = orders.filter(({ wanted, gists }) => JSON.stringify(wanted) === JSON.stringify(gists))
  const [first, second] = possible
  if (first === undefined) {
    const told = orders.map(({ gists }) => gists)
    return expect(told, 'two at once').toEqual(orders.map(({ wanted }) => wanted))
  }
  const right = second === undefined || (await agrees(world, first.model)) ? first : second
  world.model = right.model
  for (const expected of right.expected) tell(world, expected)
  const isBoth = right.expected.every(({ status }) => status < 300)
  world.count(isBoth ? 'two at once: both' : 'two at once: one refused')
}

function tell(world: World, { tally, also }: Expected): void {
  world.count(tally)
  if (also !== undefined) world.count(also)
}

const agrees = ({ tenant }: World, model: Model): Promise<boolean> =>
  expectAgreement(tenant, model).then(
    () => true,
    () => false,
  )

export function required(answer: Answer | null | undefined): Answer {
  if (answer == null) throw new Error('The answer was lost, and nobody asked for that.')
  return answer
}

interface Gist {
  readonly status: number
  readonly code: string | null
  readonly amount: string | null
}

const gistExpected = ({ status, code, amount }: Expected): Gist => ({
  status,
  code: code ?? null,
  amount: amount === undefined ? null : String(amount),
})

function gistOf({ kind }: Act, { status, body }: Answer): Gist {
  const isMade = status === 201
  const amount = worthIn(kind, body)
  return { status, code: body.code ?? null, amount: isMade ? String(amount) : null }
}

// biome-ignore lint/suspicious/noExplicitAny: held to the contract by the harness
function worthIn(kind: Act['kind'], body: any): number {
  if (kind === 'adjust') return Math.round(body.stock_after * 1_000)
  return kind === 'create' || kind === 'sale' || kind === 'credit' ? body.total_minor : body.amount_minor
}

function requestOf(act: Act): { method: string; path: string; body?: object } {
  const method = 'POST'
  switch (act.kind) {
    case 'create':
      return {
        method,
        path: '/invoices',
        body: { items: act.items, due_in_days: act.dueInDays, customer: { phone: BUYER } },
      }
    case 'send':
    case 'void':
    case 'mark_uncollectible':
      return { method, path: `/invoices/${act.invoice}/${act.kind.replace('_', '-')}` }
    case 'pay':
      return {
        method,
        path: `/invoices/${act.invoice}/payments`,
        body: { mode: act.mode, amount_minor: act.amount },
      }
    case 'credit':
      return { method, path: '/credit-notes', body: creditBody(act) }
    case 'refund':
      return {
        method,
        path: `/payments/${act.payment}/refunds`,
        body: act.amount === null ? {} : { amount_minor: act.amount },
      }
    case 'sale':
      return { method, path: '/invoices', body: saleBody(act) }
    case 'adjust':
      return {
        method,
        path: `/inventory/${act.product}/adjustments`,
        body: { quantity: act.quantity / 1_000, reason: 'counted', store_id: act.store },
      }
    case 'advance':
      return { method, path: '/test/clock/advance', body: { by: `${act.hours} hours` } }
  }
}

const saleBody = ({ items, store, mode, amount }: Extract<Act, { kind: 'sale' }>) => ({
  items: items.map(({ product, ...item }) =>
    product === null ? { description: 'Gift wrap', ...item } : { catalog_item_id: product, ...item },
  ),
  store_id: store,
  payment: { mode, amount_minor: amount },
})

const creditBody = ({ invoice, items, refund, restock }: Extract<Act, { kind: 'credit' }>) => ({
  invoice_id: invoice,
  reason: 'Returned',
  refund,
  restock,
  ...(items === undefined
    ? {}
    : {
        items: items.map(({ line, qty }) => ({
          invoice_item_id: line,
          ...(qty === undefined ? {} : { qty }),
        })),
      }),
})
