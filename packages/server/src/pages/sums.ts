import type { InvoiceTax } from '@bahi/spec'
import { html } from 'hono/html'
import type { Html } from './layout.ts'
import { money } from './words.ts'

/** What sums begin with. */
interface Taxed {
  readonly currency: string
  readonly subtotal_minor: number
  readonly taxes: readonly InvoiceTax[]
}

/** One line of sums. */
export type Sum = readonly [label: string, amountMinor: number]

/** What was taxed, its taxes, what comes between, and what it all comes to. */
export const sums = (
  { currency, subtotal_minor, taxes }: Taxed,
  between: readonly Sum[],
  [label, amountMinor]: Sum,
): Html =>
  html`<dl class="totals">
    ${[
      ['Before tax', subtotal_minor] as const,
      ...taxes.map(({ name, rate, amount_minor }) => [`${name} ${rate} %`, amount_minor] as const),
      ...between,
    ].map(([label, amountMinor]) => html`<dt>${label}</dt><dd>${money(amountMinor, currency)}</dd>`)}
    <dt class="sum">${label}</dt><dd class="sum">${money(amountMinor, currency)}</dd>
  </dl>`
