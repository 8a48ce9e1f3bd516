import { randomUUID } from 'node:crypto'
import { currencyExponent } from '@bahi/spec'
import { html, raw } from 'hono/html'
import type { RazorpayLink } from '../gateway/razorpay-wire.ts'
import { type Instrument, isTestCard, testInstruments } from '../gateway/simulated-instrument.ts'
import { isolated } from '../kit/bidi.ts'
import { toMajor } from '../kit/money.ts'
import { type Html, pageResponse } from './layout.ts'
import type { Typed } from './typed.ts'
import { money } from './words.ts'
import { written } from './written.ts'

/** A link at the simulated gateway, and who asks for the money. */
export interface SimulatedView {
  readonly link: RazorpayLink
  readonly merchant: string
  /** Where the payer goes from a link that takes no more. */
  readonly back: string
}

/** How the last try went. */
export interface LastTry {
  readonly title?: string
  readonly trouble?: string
  /** Shown open, to be corrected. */
  readonly method?: Instrument['method']
  /** Shown again. */
  readonly typed?: Typed
}

/** The page on which a link is paid, or what has closed it. */
export function showLink({ link, merchant, back }: SimulatedView, last: LastTry = {}): Promise<Response> {
  const due = link.amount - link.amount_paid
  const isOpen = link.status === 'created' || link.status === 'partially_paid'
  const title = last.title ?? `Pay ${money(due, link.currency)}`
  const page = {
    title: `${isOpen ? title : 'Closed'} – ${isolated(merchant)}`,
    livemode: false,
    // a payer is redirected to the merchant's own site, wherever that is
    formTargets: ['http:', 'https:'],
    body: isOpen ? openBody(link, merchant, last) : closedBody(link, merchant, back),
  }
  return pageResponse(page)
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
      <h1 id="who">${written(merchant)}</h1>
      <p class="amount">${money(due, link.currency)}</p>
      ${link.description === '' ? '' : html`<p>${written(link.description)}</p>`}
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
  <input id="amount-${method}" name="amount" inputmode="decimal" required autocomplete="off" value="${typed.amount ?? majorText(due, currency)}" />`

/** As a payer would type it. */
export const majorText = (amountMinor: number, currency: string): string =>
  toMajor(amountMinor, currency).toFixed(currencyExponent(currency))

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

const closedBody = (link: RazorpayLink, merchant: string, back: string): Html => html`
  <p class="outcome ${link.status === 'paid' ? 'good' : 'bad'}" role="status">${closings[link.status]}</p>
  <section class="card" aria-labelledby="who">
    <h1 id="who">${written(merchant)}</h1>
    <a class="button" href="${back}">Back to the payment request</a>
  </section>`
