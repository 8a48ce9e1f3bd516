import { html } from 'hono/html'
import type { Surplus } from '../operations/payment-surplus.ts'
import type { Html } from './layout.ts'
import { money } from './words.ts'
import { written } from './written.ts'

/** What a payer reads whose payment was more than the invoice still wanted: what paid it, and where the rest is. */
export const surplusNotice = (surplus: Surplus, invoiceNo: string, merchant: string): Html =>
  html`<p class="outcome note" role="status">
    ${begin(surplus, invoiceNo)} ${rest(surplus, merchant)} ${onItsWay(surplus)}
  </p>`

/** Where credit is, and how it comes back. */
export const keptAs = (merchant: string): Html =>
  html`is kept as your credit with ${written(merchant)}, who can send it back to you.`

const isAll = ({ paidMinor, surplusMinor }: Surplus): boolean => paidMinor === surplusMinor

function begin(surplus: Surplus, invoiceNo: string): string {
  const { currency, paidMinor, surplusMinor } = surplus
  const paid = money(paidMinor, currency)
  if (isAll(surplus)) return `The ${paid} that was paid here was not needed for invoice ${invoiceNo}.`
  return `Of the ${paid} that was paid here, invoice ${invoiceNo} needed ${money(paidMinor - surplusMinor, currency)}.`
}

function rest(surplus: Surplus, merchant: string): Html {
  const { currency, surplusMinor, keptMinor } = surplus
  const other = isAll(surplus) ? 'It' : `The other ${money(surplusMinor, currency)}`
  if (keptMinor === surplusMinor) return html`${other} ${keptAs(merchant)}`
  if (keptMinor === 0) return html`${other} has been sent back to you.`
  const whole = isAll(surplus) ? 'it' : `the other ${money(surplusMinor, currency)}`
  const gone = money(surplusMinor - keptMinor, currency)
  return html`Of ${whole}, ${gone} has been sent back to you, and ${money(keptMinor, currency)} ${keptAs(merchant)}`
}

const onItsWay = ({ currency, pendingMinor }: Surplus): string =>
  pendingMinor === 0 ? '' : `${money(pendingMinor, currency)} is on its way back to you.`
