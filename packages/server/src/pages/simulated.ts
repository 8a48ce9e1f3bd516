import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { SimulatedSide } from '../gateway/gateways.ts'
import type { RazorpayLink } from '../gateway/razorpay-wire.ts'
import { findSimulatedLink } from '../gateway/simulated.ts'
import type { Instrument } from '../gateway/simulated-instrument.ts'
import { findFailedTry, type PayOutcome, payLink, returnUrl } from '../gateway/simulated-pay.ts'
import { toMinor } from '../kit/money.ts'
import { retrieveTenant } from '../operations/tenant.ts'
import { readForm } from './form.ts'
import { nothingHere, seeOther } from './layout.ts'
import type { PageServices } from './services.ts'
import { type LastTry, majorText, type SimulatedView, showLink, type Typed } from './simulated-view.ts'

/** The simulated gateway's own page, where a payer of test mode chooses how to pay. */
export async function simulatedPage(services: PageServices, c: Context): Promise<Response> {
  const place = await find(services, c)
  if (place === null) return nothingHere()
  return showLink(place, await lastTry(place, c.req.query('failed')))
}

/**
 * One press of a pay button there. What was tried is shown at an address of its own, so that going back or reloading
 * tries nothing again. A form with a fault tried nothing: it comes back at once, as 422, with what was typed, of which
 * nothing is kept; it may be a real card.
 */
export async function simulatedPayment(services: PageServices, c: Context): Promise<Response> {
  const place = await find(services, c)
  if (place === null) return nothingHere()
  const form = await readForm(c.req.raw)
  const instrument = instrumentOf(form)
  if (instrument === null) return showLink(place, { trouble: 'Choose how to pay.' }, UNPROCESSABLE)
  const outcome = await payLink(place.side.options, place.link.id, {
    instrument,
    amountMinor: amountOf(form.amount, place.link),
    attempt: form.attempt?.slice(0, MAX_ATTEMPT) ?? randomUUID(),
  })
  return answerTo(place, outcome, { page: c.req.path, method: instrument.method, typed: form })
}

const MAX_ATTEMPT = 64
const UNPROCESSABLE = 422

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
  return { side, link, merchant: name }
}

/** Of a payment of this link that failed; nothing to tell of for any other id that an address may hold. */
async function lastTry({ side, link }: Place, paymentId: string | undefined): Promise<LastTry> {
  const failed = paymentId === undefined ? null : await findFailedTry(side.options, link.id, paymentId)
  if (failed === null) return {}
  const { payment, typed } = failed
  return {
    trouble: `Payment failed. ${payment.error_description ?? ''} Nothing was charged: try again, or pay another way.`,
    method: typed.method,
    typed: { ...typed, amount: majorText(payment.amount, payment.currency) },
  }
}

interface Press extends Pick<LastTry, 'method' | 'typed'> {
  /** Where it was made. */
  readonly page: string
}

function answerTo(
  { side, merchant }: Place,
  outcome: PayOutcome,
  { page, ...tried }: Press,
): Promise<Response> | Response {
  const { link } = outcome
  switch (outcome.kind) {
    case 'paid':
      return seeOther(returnUrl(link, outcome.payment.id, side.keySecret))
    case 'closed':
      return seeOther(page)
    case 'failed':
      return seeOther(`${page}?failed=${outcome.payment.id}`)
    case 'fault':
      return showLink({ link, merchant }, { ...tried, trouble: outcome.fault }, UNPROCESSABLE)
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
