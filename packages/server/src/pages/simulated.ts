import { randomUUID } from 'node:crypto'
import { currencyExponent } from '@bahi/spec'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { SimulatedSide } from '../gateway/gateways.ts'
import type { RazorpayLink } from '../gateway/razorpay-wire.ts'
import { findSimulatedLink } from '../gateway/simulated.ts'
import { type Instrument, isTestCard, testInstruments } from '../gateway/simulated-instrument.ts'
import { type PayOutcome, payLink, returnUrl } from '../gateway/simulated-pay.ts'
import { toMajor, toMinor } from '../kit/money.ts'
import { retrieveTenant } from '../operations/tenant.ts'
import { readForm } from './form.ts'
import { type Html, nothingHere, pageResponse, seeOther } from './layout.ts'
import type { PageServices } from './services.ts'
import { money } from './words.ts'

/** The simulated gateway's own page, where a payer of test mode chooses how to pay. */
export async function simulatedPage(services: PageServices, c: Context): Promise<Response> {
  const place = await find(services, c)
  return place === null ? nothingHere() : show(place)
}

/** One press of a pay button there. */
export async function simulatedPayment(services: PageServices, c: Context): Promise<Response> {
  const place = await find(services, c)
  if (place === null) return nothingHere()
  const form = await readForm(c.req.raw)
  const instrument = instrumentOf(form)
  if (instrument === null) return show(place, { trouble: 'Choose how to pay.' })
  const outcome = await payLink(place.side.options, place.link.id, {
    instrument,
    amountMinor: amountOf(form.amount, place.link),
    attempt: form.attempt?.slice(0, MAX_ATTEMPT) ?? randomUUID(),
  })
  return answerTo(place, outcome, { method: instrument.method, typed: form })
}

const MAX_ATTEMPT = 64

interface Place {
  readonly side: SimulatedSide
  readonly link: RazorpayLink
  readonly merchant: string
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

function answerTo(place: Place, outcome: PayOutcome, tried: LastTry): Promise<Response> | Response {
  const { link } = outcome
  switch (outcome.kind) {
    case 'paid':
      return seeOther(returnUrl(link, outcome.payment.id, place.side.keySecret))
    case 'closed':
      return show({ ...place, link })
    case 'fault':
      return show({ ...place, link }, { ...tried, trouble: outcome.fault })
    case 'failed': {
      const why = outcome.payment.error_description ?? ''
      const trouble = `Payment failed. ${why} Nothing was charged: try again, or pay another way.`
      return show({ ...place, link }, { ...tried, trouble })
    }
  }
}

/** By the names of the fields. */
type Typed = Readonly<Record<string, string>>

function instrumentOf(form: Typed): Instrument | null {
  const { method, vpa = '', number = '', expiry = '', cvv = '', bank = '' } = form
  if (method === 'upi') return { method, vpa }
  if (method === 'card') return { method, number, expiry, cvv }
  return method === 'netbanking' ? { method, bank } : null
}

/** What was typed in major units; null when nothing was. 0, which is refused, for what is no amount. */
function amountOf(typed: string | undefined, { currency }: RazorpayLink): number | null {
  if (typed === undefined) return null
  const plain = typed.replaceAll(/[\s,]/g, '')
  if (!/^\d{1,15}(\.\d{1,4})?$/.test(plain)) return 0
  const read = toMinor(Number(plain), currency)
  return 'minor' in read ? read.minor : 0
}

/** How the last try went. */
interface LastTry {
  readonly trouble?: string
  /** Shown open, to be corrected. */
  readonly method?: Instrument['method']
  /** Shown again. */
  readonly typed?: Typed
}

function show({ link, merchant }: Place, last: LastTry = {}): Promise<Response> {
  const due = link.amount - link.amount_paid
  const isOpen = link.status === 'created' || link.status === 'partially_paid'
  const title = last.trouble === undefined ? `Pay ${money(due, link.currency)}` : 'Payment failed'
  return pageResponse({
    title: `${isOpen ? title : 'Closed'} – ${merchant}`,
    livemode: false,
    // a payer is redirected to the merchant's own site, wherever that is
    formTargets: ['http:', 'https:'],
    body: isOpen ? openBody(link, merchant, last) : closedBody(link, merchant),
  })
}

function openBody(
  link: RazorpayLink,
  merchant: string,
  { trouble, method = 'upi', typed = {} }: LastTry,
): Html {
  const due = link.amount - link.amount_paid
  const choice = (name: Instrument['method'], label: string, fields: (typed: Typed) => Html) =>
    html`<details name="method"${raw(name === method ? ' open' : '')}>
      <summary>${label}</summary>
      ${methodForm(name, { link, due, typed, fields: fields(typed) })}
    </details>`
  return html`
    ${trouble === undefined ? '' : html`<p class="outcome bad" role="alert">${trouble}</p>`}
    <section class="card" aria-labelledby="who">
      <p class="soft small">Payment to</p>
      <h1 id="who">${merchant}</h1>
      <p class="amount">${money(due, link.currency)}</p>
      ${link.description === '' ? '' : html`<p>${link.description}</p>`}
    </section>
    <section class="card" aria-labelledby="how">
      <h2 id="how">How do you want to pay?</h2>
      ${choice('upi', 'UPI', upiFields)} ${choice('card', 'Card', cardFields)}
      ${choice('netbanking', 'Net-banking', bankFields)}
    </section>
    <footer>Simulated payment service, for test mode. Never type a real card here.</footer>`
}

interface MethodForm {
  readonly link: RazorpayLink
  readonly due: number
  readonly typed: Typed
  readonly fields: Html
}

/** Each form has its own attempt: sent twice, it is one payment. */
const methodForm = (
  method: Instrument['method'],
  { link, due, typed, fields }: MethodForm,
): Html => html`<form method="post">
  <input type="hidden" name="method" value="${method}" />
  <input type="hidden" name="attempt" value="${randomUUID()}" />
  ${link.accept_partial ? amountField(method, link, { due, typed }) : ''}
  ${fields}
  <ul class="tests">${testInstruments[method].map(({ value, outcome }) => html`<li><strong>${value}</strong> ${outcome}</li>`)}</ul>
  <button type="submit">Pay${link.accept_partial ? '' : ` ${money(due, link.currency)}`} by ${names[method]}</button>
</form>`

const names = { upi: 'UPI', card: 'card', netbanking: 'net-banking' } as const

const amountField = (
  method: string,
  { currency }: RazorpayLink,
  { due, typed }: Pick<MethodForm, 'due' | 'typed'>,
): Html => html`
  <label for="amount-${method}">Amount in ${currency}, up to ${money(due, currency)}</label>
  <input id="amount-${method}" name="amount" inputmode="decimal" required autocomplete="off" value="${typed.amount ?? toMajor(due, currency).toFixed(currencyExponent(currency))}" />`

const upiFields = ({ vpa = 'success@upi' }: Typed): Html => html`
  <label for="vpa">UPI ID</label>
  <input id="vpa" name="vpa" required maxlength="100" inputmode="email" autocapitalize="none" autocomplete="off" spellcheck="false" value="${vpa}" />`

/** A security code is never shown again, nor a card that is not one of the test cards: it may be a real one. */
const cardFields = ({ number = '', expiry = '12/49' }: Typed): Html => html`
  <label for="number">Card number</label>
  <input id="number" name="number" required maxlength="23" inputmode="numeric" autocomplete="off" value="${isTestCard(number) ? number : testInstruments.card[0].value}" />
  <div class="pair">
    <div>
      <label for="expiry">Expires (MM/YY)</label>
      <input id="expiry" name="expiry" required maxlength="7" autocomplete="off" value="${expiry}" />
    </div>
    <div>
      <label for="cvv">Security code</label>
      <input id="cvv" name="cvv" required maxlength="3" inputmode="numeric" autocomplete="off" value="123" />
    </div>
  </div>`

const bankFields = ({ bank }: Typed): Html => html`
  <label for="bank">Bank</label>
  <select id="bank" name="bank">
    ${testInstruments.netbanking.map(({ value }) => html`<option${raw(value === bank ? ' selected' : '')}>${value}</option>`)}
  </select>`

const closings: Readonly<Record<RazorpayLink['status'], string>> = {
  created: '',
  partially_paid: '',
  paid: 'This was paid already. Nothing more is to be paid here.',
  expired: 'The time to pay has run out.',
  cancelled: 'This payment was called off. The amount may have changed.',
}

const closedBody = (link: RazorpayLink, merchant: string): Html => html`
  <p class="outcome ${link.status === 'paid' ? 'good' : 'bad'}" role="status">${closings[link.status]}</p>
  <section class="card" aria-labelledby="who">
    <h1 id="who">${merchant}</h1>
    <a class="button" href="${link.callback_url}">Back to the payment request</a>
  </section>`
