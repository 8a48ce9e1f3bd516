import type { Payment, Tenant } from '@bahi/spec'
import { html } from 'hono/html'
import { onItsWayMinor, type Surplus } from '../operations/payment-surplus.ts'
import type { Html } from './layout.ts'
import { keptAs } from './surplus.ts'
import { day, money } from './words.ts'
import { written } from './written.ts'

/** What the page of an invoice tells of its payments. */
export interface PaymentsView {
  readonly tenant: Tenant
  /** What of a payment paid nothing, by its entry's id. */
  readonly surplusOf: ReadonlyMap<string, number>
  /** What the customer has in credit from the invoice. */
  readonly kept: readonly Pick<Surplus, 'currency' | 'keptMinor'>[]
}

/** Each payment: when and how it came, what of it paid the invoice, and what went back. Then what is kept. */
export function paymentsOf(payments: readonly Payment[], { tenant, surplusOf, kept }: PaymentsView): Html {
  if (payments.length === 0) return html``
  return html`<h2>Payments</h2>
    <dl class="small">
      ${payments.map((payment) => {
        const facts = [wayOf(payment), partOf(payment, surplusOf.get(payment.entry_id) ?? 0), backOf(payment)]
        return html`<dt>${day(payment.received_at, tenant.time_zone)}</dt>
        <dd>${money(payment.amount_minor, payment.currency)}, ${facts.flat().map((fact, n) => html`${n === 0 ? '' : ', '}${fact}`)}</dd>`
      })}
    </dl>
    ${kept.map(({ currency, keptMinor }) => html`<p class="small">${money(keptMinor, currency)} ${keptAs(tenant.name)}</p>`)}`
}

const ways: Readonly<Record<string, string>> = {
  upi: 'by UPI',
  cash: 'in cash',
  card: 'by card',
  bank_transfer: 'by bank transfer',
  gateway: 'online',
}

/** How it came, and the reference under which the payer finds it. */
function wayOf({ mode, reference, gateway_payment_id }: Payment): (string | Html)[] {
  const named = gateway_payment_id ?? reference
  return [ways[mode] ?? 'otherwise', ...(named === null ? [] : [html`reference ${written(named)}`])]
}

function partOf({ amount_minor, currency }: Payment, surplusMinor: number): string[] {
  if (surplusMinor === 0) return []
  const part = amount_minor === surplusMinor ? 'none' : money(amount_minor - surplusMinor, currency)
  return [`${part} of it for this invoice`]
}

function backOf(payment: Payment): string[] {
  const told = (amountMinor: number, words: string) =>
    amountMinor === 0 ? [] : [`${money(amountMinor, payment.currency)} ${words}`]
  return [...told(payment.refunded_minor, 'sent back'), ...told(onItsWayMinor(payment), 'on its way back')]
}
