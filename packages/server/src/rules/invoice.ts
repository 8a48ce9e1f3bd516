import { type InvoiceAct, type InvoiceActRule, type InvoiceStatus, invoiceActs } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'

/** What of an invoice decides what can be done with it. */
export type Actable = Pick<Owed, 'status' | 'amount_paid_minor' | 'amount_credited_minor'>

export function allowedActs(invoice: Actable): InvoiceAct[] {
  // The keys of a closed literal.
  const names = Object.keys(invoiceActs) as InvoiceAct[]
  return names.filter((name) => leads(invoiceActs[name], invoice))
}

/** The state that the act leads to; refused with `invalid_state` when it doesn't start from here. */
export function requireAct<A extends InvoiceAct>(invoice: Actable, act: A): (typeof invoiceActs)[A]['to'] {
  if (leads(invoiceActs[act], invoice)) return invoiceActs[act].to
  const isTouched = leads({ ...invoiceActs[act], untouched: undefined }, invoice)
  const state = isTouched ? 'paid or credited in part' : invoice.status
  throw invalidState(invoice, allowedActs(invoice), `The invoice is ${state}: ${act} is not possible.`)
}

/** A draft without lines can be anything but sent. */
export function requireLines(invoice: Actable, lineCount: number): void {
  if (lineCount > 0) return
  const others = allowedActs(invoice).filter((act) => act !== 'send')
  throw invalidState(invoice, others, 'The invoice has no lines. Add an item or a billable, then send it.')
}

const leads = (
  act: Omit<InvoiceActRule, 'untouched'> & { untouched?: true | undefined },
  invoice: Actable,
): boolean =>
  act.from.includes(invoice.status) &&
  (act.untouched === undefined || invoice.amount_paid_minor + invoice.amount_credited_minor === 0)

function invalidState({ status }: Actable, allowed: readonly InvoiceAct[], why: string): Refusal {
  const next =
    allowed.length > 0 ? `Possible now: ${allowed.join(', ')}.` : 'Nothing can be done with it now.'
  return new Refusal('invalid_state', { detail: `${why} ${next}`, state: status, allowed_acts: allowed })
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
  const left = invoice.total_minor - invoice.amount_paid_minor - invoice.amount_credited_minor
  // What was credited after it had been paid is the customer's, and no debt of the invoice.
  const amount_due_minor = Math.max(0, left)
  const isPastDue = invoice.due_at !== null && invoice.due_at < now
  return { amount_due_minor, overdue: invoice.status === 'open' && isPastDue && amount_due_minor > 0 }
}

/** What a payment or a credit can still settle. Nothing of a draft, nor of an invoice that is void. */
export function owedMinor(invoice: Owed, now: number): number {
  const isOwed = invoice.status === 'open' || invoice.status === 'uncollectible'
  return isOwed ? balanceOf(invoice, now).amount_due_minor : 0
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
