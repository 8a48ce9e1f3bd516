import type { InvoiceStatus } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'

interface Act {
  readonly from: readonly InvoiceStatus[]
  /** null: the invoice is gone. */
  readonly to: InvoiceStatus | null
}

/** Which act leads from where to where. Billables are added, changed and deleted by the act `update`. */
const acts = {
  update: { from: ['draft'], to: 'draft' },
  delete: { from: ['draft'], to: null },
  send: { from: ['draft'], to: 'open' },
  void: { from: ['open'], to: 'void' },
} as const satisfies Record<string, Act>

export type InvoiceAct = keyof typeof acts

export function allowedActs(state: InvoiceStatus): InvoiceAct[] {
  // The keys of a closed literal.
  const names = Object.keys(acts) as InvoiceAct[]
  return names.filter((name) => leads(acts[name], state))
}

/** The state that the act leads to; refused with `invalid_state` when it doesn't start from here. */
export function requireAct<A extends InvoiceAct>(state: InvoiceStatus, act: A): (typeof acts)[A]['to'] {
  if (leads(acts[act], state)) return acts[act].to
  throw invalidState(state, allowedActs(state), `The invoice is ${state}: ${act} is not possible.`)
}

/** A draft without lines can be anything but sent. */
export function requireLines(state: InvoiceStatus, lineCount: number): void {
  if (lineCount > 0) return
  const others = allowedActs(state).filter((act) => act !== 'send')
  throw invalidState(state, others, 'The invoice has no lines. Add an item or a billable, then send it.')
}

const leads = (act: Act, state: InvoiceStatus): boolean => act.from.includes(state)

function invalidState(state: InvoiceStatus, allowed: readonly InvoiceAct[], why: string): Refusal {
  const next =
    allowed.length > 0 ? `Possible now: ${allowed.join(', ')}.` : 'Nothing can be done with it now.'
  return new Refusal('invalid_state', { detail: `${why} ${next}`, state, allowed_acts: allowed })
}

/** Lines of one invoice, those of billables included: an answer with all of them stays within a megabyte. */
export const MAX_LINES = 1_000

/** Room for the items of an invoice, and for the `order` of its billables, which may be as far below zero as above. */
const FIRST_BILLABLE = 2_000_000_000
const WITHOUT_ORDER = 2_000_000_000

/** Where a billable's line stands: behind the items, lowest `order` first, those without one last. */
export const billablePosition = (order: number | null): number => FIRST_BILLABLE + (order ?? WITHOUT_ORDER)

const DAY_MS = 24 * 60 * 60 * 1000

/** Whole days of 24 hours after sending (epoch ms); null when no due date was agreed. */
export function dueAt(sentAt: number, dueInDays: number | null): number | null {
  return dueInDays === null ? null : sentAt + dueInDays * DAY_MS
}

interface Owed {
  readonly status: InvoiceStatus
  readonly due_at: number | null
  readonly total_minor: number
  readonly amount_paid_minor: number
  readonly amount_credited_minor: number
}

/** What is left to pay, and whether an open invoice is past its due date with that (`now` in epoch ms). */
export function balanceOf(invoice: Owed, now: number): { amount_due_minor: number; overdue: boolean } {
  const amount_due_minor = invoice.total_minor - invoice.amount_paid_minor - invoice.amount_credited_minor
  const isPastDue = invoice.due_at !== null && invoice.due_at < now
  return { amount_due_minor, overdue: invoice.status === 'open' && isPastDue && amount_due_minor > 0 }
}

/** The calendar year at a time (epoch ms) where the tenant is: numbers start anew with it. */
export function yearAt(at: number, timeZone: string): number {
  const year = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone, year: 'numeric' }).format(at)
  return Number(year)
}

/** The counter of a year's numbers. */
export const numberCounter = (year: number): string => `invoice:${year}`

/** `INV-2026-00001`. */
export const invoiceNumber = (year: number, n: number): string => `INV-${year}-${String(n).padStart(5, '0')}`
