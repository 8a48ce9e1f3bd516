import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { SimulatedSide } from '../gateway/gateways.ts'
import type { RazorpayLink } from '../gateway/razorpay-wire.ts'
import { findSimulatedLink } from '../gateway/simulated.ts'
import { formFaults, type Instrument } from '../gateway/simulated-instrument.ts'
import { findFailedTry, type PayOutcome, payLink, returnUrl } from '../gateway/simulated-pay.ts'
import { toMinor } from '../kit/money.ts'
import { retrieveTenant } from '../operations/tenant.ts'
import { readForm } from './form.ts'
import { nothingHere, seeOther } from './layout.ts'
import type { PageServices } from './services.ts'
import { type LastTry, majorText, type SimulatedView, showLink } from './simulated-view.ts'
import type { Typed, TypedMemory } from './typed.ts'

/** The simulated gateway's own page, where a payer of test mode chooses how to pay. */
export async function simulatedPage(services: SimulatedServices, c: Context): Promise<Response> {
  const place = await find(services, c)
  if (place === null) return nothingHere()
  const { failed, fault, typed } = c.req.query()
  return showLink(place, (await failedTry(place, failed)) ?? faultyTry(services, place, { fault, typed }))
}

export interface SimulatedServices extends PageServices {
  readonly typed: TypedMemory
}

/**
 * One press of a pay button there. What became of it is shown at an address of its own, so that going back or reloading
 * tries nothing again. A form with a fault tried nothing, and nothing of it is written down: it may be a real card.
 */
export async function simulatedPayment(services: SimulatedServices, c: Context): Promise<Response> {
  const place = await find(services, c)
  if (place === null) return nothingHere()
  const form = await readForm(c.req.raw)
  const instrument = instrumentOf(form)
  if (instrument === null) return seeOther(afterFault(c, 'method'))
  const outcome = await payLink(place.side.options, place.link.id, {
    instrument,
    amountMinor: amountOf(form.amount, place.link),
    attempt: form.attempt?.slice(0, MAX_ATTEMPT) ?? randomUUID(),
  })
  const press = { method: instrument.method, typed: form }
  return seeOther(
    addressOf(outcome, { page: c.req.path, place, keep: () => services.typed.keep(place.link.id, press) }),
  )
}

const MAX_ATTEMPT = 64

/** Where the payer sees a fault of which nothing typed is remembered. */
export const afterFault = (c: Context, fault: Fault): string => `${c.req.path}?fault=${fault}`

type Fault = keyof typeof faults

const faults = {
  ...formFaults,
  length: 'What was typed is longer than any of the fields takes.',
  failed: 'Something went wrong here. What is still to be paid stands below: try again in a moment.',
} as const

interface Place extends SimulatedView {
  readonly side: SimulatedSide
}

async function find({ tokens, gateways, store }: PageServices, c: Context): Promise<Place | null> {
  const subject = tokens.read('g', c.req.param('token') ?? '')
  const side = subject === null ? null : gateways.simulated(subject.environment)
  if (subject === null || side === null) return null
  const link = await findSimulatedLink(side.options, c.req.param('linkId') ?? '')
  if (link === null) return null
  const { name } = await store.read(subject.environment, retrieveTenant)
  return { side, link, merchant: name, back: backFrom(link, side) }
}

/** With the proof of what was paid: nobody may have been told of it, if the press failed inside. */
function backFrom(link: RazorpayLink, { keySecret }: SimulatedSide): string {
  const last = link.status === 'paid' ? link.payments?.at(-1) : undefined
  return last === undefined ? link.callback_url : returnUrl(link, last.payment_id, keySecret)
}

/** Of a payment of this link that failed; nothing to tell of for any other id that an address may hold. */
async function failedTry({ side, link }: Place, paymentId: string | undefined): Promise<LastTry | null> {
  const failed = paymentId === undefined ? null : await findFailedTry(side.options, link.id, paymentId)
  if (failed === null) return null
  const { payment, typed } = failed
  return {
    title: 'Payment failed',
    trouble: `Payment failed. ${payment.error_description ?? ''} Nothing was charged: try again, or pay another way.`,
    method: typed.method,
    typed: { ...typed, amount: majorText(payment.amount, payment.currency) },
  }
}

/** Of a form with a fault: words of ours whatever the address says, and what was typed as long as it is remembered. */
function faultyTry(
  { typed: memory }: SimulatedServices,
  { link }: Place,
  { fault = '', typed = '' }: Readonly<Record<'fault' | 'typed', string | undefined>>,
): LastTry {
  const trouble = new Map<string, string>(Object.entries(faults)).get(fault)
  if (trouble === undefined) return {}
  const title = fault === ('failed' satisfies Fault) ? 'Something went wrong' : 'Check what you typed'
  return { title, trouble, ...openAt[fault], ...memory.recall(link.id, typed) }
}

/** What the fault alone tells of the form that it was in. */
const openAt: Readonly<Record<string, Pick<LastTry, 'method'>>> = {
  card: { method: 'card' },
  expiry: { method: 'card' },
  cvv: { method: 'card' },
  netbanking: { method: 'netbanking' },
}

interface Way {
  /** Where the press was made. */
  readonly page: string
  readonly place: Place
  /** Remembers what was typed; answers its key. */
  keep(): string
}

/** Where the payer sees what became of a press. */
function addressOf(outcome: PayOutcome, { page, place, keep }: Way): string {
  switch (outcome.kind) {
    case 'paid':
      return returnUrl(outcome.link, outcome.payment.id, place.side.keySecret)
    case 'closed':
      return page
    case 'failed':
      return `${page}?failed=${outcome.payment.id}`
    case 'fault':
      return `${page}?fault=${outcome.fault}&typed=${keep()}`
  }
}

function instrumentOf(form: Typed): Instrument | null {
  const { method, vpa = '', number = '', expiry = '', cvv = '', bank = '' } = form
  if (method === 'upi') return { method, vpa }
  if (method === 'card') return { method, number, expiry, cvv }
  return method === 'netbanking' ? { method, bank } : null
}

/** What was typed in major units; null when nothing was. 0, which is refused, for what is no amount. */
function amountOf(typed: string | undefined, { currency }: RazorpayLink): number | null {
  if (typed === undefined) return null
  const plain = typed.replaceAll(/\s/g, '')
  if (!amountShape.test(plain)) return 0
  const read = toMinor(Number(plain.replaceAll(',', '')), currency)
  return 'minor' in read ? read.minor : 0
}

/** A comma groups digits, by thousands or as in India; one before decimals would be read as a hundred times as much. */
const amountShape = /^(\d{1,15}|[1-9]\d{0,2}(,\d{2,3}){0,4},\d{3})(\.\d{1,4})?$/
