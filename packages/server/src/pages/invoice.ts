import type { CreditNote, Invoice } from '@bahi/spec'
import { html } from 'hono/html'
import { isolated } from '../kit/bidi.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import { listCreditNotes } from '../operations/credit-note.ts'
import { loadCollection } from '../operations/gateway-link.ts'
import { retrieveInvoice } from '../operations/invoice.ts'
import { loadCreditPosted } from '../operations/ledger-credit.ts'
import { loadKept } from '../operations/payment-surplus.ts'
import { retrieveTenant } from '../operations/tenant.ts'
import type { Tx } from '../store/store.ts'
import { type Html, pageResponse } from './layout.ts'
import { customer, seller, sellerOf } from './parties.ts'
import { type PaymentsView, paymentsOf } from './payments.ts'
import type { PageServices } from './services.ts'
import { stateName } from './states.ts'
import { type Sum, sums } from './sums.ts'
import { day, money } from './words.ts'
import { written } from './written.ts'

/** An invoice as its customer sees it: on a phone, on a screen and on paper. */
export async function invoicePage(
  { store, tokens, gateways }: PageServices,
  { environment, invoiceId }: { environment: EnvironmentId; invoiceId: string },
): Promise<Response> {
  const { linkId, ...facts } = await store.read(environment, async (tx) => {
    const invoice = await retrieveInvoice(tx, invoiceId)
    return {
      invoice,
      tenant: await retrieveTenant(tx),
      notes: await lastNotes(tx, invoice),
      surplusOf: await loadCreditPosted(tx, entriesOf(invoice)),
      kept: await loadKept(tx, invoice),
      linkId: await payableLinkOf(tx, invoice),
    }
  })
  const { invoice, tenant } = facts
  const payUrl = linkId === null ? null : `/p/${tokens.sign('p', { environment, id: linkId })}`
  return pageResponse({
    title: `${nameOf(invoice)} – ${isolated(sellerOf(invoice, tenant).name)}`,
    livemode: invoice.livemode,
    isWide: true,
    body: bodyOf({
      ...facts,
      payUrl,
      collects: gateways.of(environment) !== null,
      addressOf: ({ id }) => `/c/${tokens.sign('c', { environment, id })}`,
    }),
  })
}

/** A page has an end, however often an invoice was corrected. */
const MAX_NOTES = 100

/** Oldest first. */
async function lastNotes(tx: Tx, { id: invoice_id }: Invoice): Promise<readonly CreditNote[]> {
  const { rows } = await listCreditNotes(tx, { invoice_id }, { limit: MAX_NOTES, after: null })
  return rows.toReversed()
}

/** Null where its link takes no money, for it was cancelled. */
async function payableLinkOf(tx: Tx, { payment_link_id: linkId }: Invoice): Promise<string | null> {
  if (linkId === null) return null
  const { payableMinor } = await loadCollection(tx, linkId)
  return payableMinor > 0 ? linkId : null
}

interface InvoiceView extends PaymentsView {
  readonly invoice: Invoice
  readonly notes: readonly CreditNote[]
  addressOf(note: CreditNote): string
  readonly payUrl: string | null
  readonly collects: boolean
}

const entriesOf = ({ payments }: Invoice) => payments.map(({ entry_id }) => entry_id)

const nameOf = ({ invoice_no }: Invoice) => `Invoice ${invoice_no ?? '(draft)'}`

const bodyOf = (view: InvoiceView): Html => html`
  <article class="card" aria-labelledby="title">
    <header class="head">
      <div>
        ${seller('Invoice from', sellerOf(view.invoice, view.tenant))}
        ${customer(view.invoice)}
      </div>
      <div>
        <h2 id="title">${nameOf(view.invoice)}</h2>
        <p><span class="status">${statusOf(view.invoice)}</span></p>
        ${dates(view)}
      </div>
    </header>
    ${lines(view.invoice)}
    ${totals(view.invoice)}
    ${creditNotes(view)}
    ${paymentsOf(view.invoice.payments, view)}
    ${pay(view)}
  </article>
  <footer>${view.invoice.id}</footer>`

const states: Readonly<Record<Invoice['status'], string>> = {
  draft: 'Draft',
  open: 'Open',
  paid: 'Paid',
  void: 'Void: nothing is to be paid',
  uncollectible: 'Unpaid',
}

const statusOf = ({ status, overdue }: Invoice) => (overdue ? 'Overdue' : states[status])

const dates = ({ invoice, tenant }: InvoiceView): Html => html`<dl class="small">
  <dt>Date</dt><dd>${day(invoice.sent_at ?? invoice.created_at, tenant.time_zone)}</dd>
  ${invoice.due_at === null ? '' : html`<dt>Pay by</dt><dd>${day(invoice.due_at, tenant.time_zone)}</dd>`}
  ${invoice.paid_at === null ? '' : html`<dt>Paid</dt><dd>${day(invoice.paid_at, tenant.time_zone)}</dd>`}
  ${invoice.place_of_supply === null ? '' : html`<dt>Place of supply</dt><dd>${stateName(invoice.place_of_supply)}</dd>`}
</dl>`

const lines = (invoice: Invoice): Html => html`<table>
  <thead>
    <tr>
      <th scope="col">Description</th>
      <th scope="col" class="number cut">Quantity</th>
      <th scope="col" class="number cut">Price each</th>
      <th scope="col" class="number cut">Tax</th>
      <th scope="col" class="number">Amount with tax</th>
    </tr>
  </thead>
  <tbody>
    ${invoice.items.map((item) => line(item, invoice.currency))}
  </tbody>
</table>`

function line(item: Invoice['items'][number], currency: string): Html {
  const price = money(item.rate_minor, currency)
  const included = item.tax_inclusive ? ' included' : ''
  const hsn =
    item.hsn_code === null ? '' : html`<br /><span class="soft small">HSN ${written(item.hsn_code)}</span>`
  return html`<tr>
    <td>
      ${written(item.description)}${hsn}
      <span class="phone soft small"><br />${item.qty} × ${price}, ${item.tax_rate} % tax${included}</span>
    </td>
    <td class="number cut">${item.qty}</td>
    <td class="number cut">${price}</td>
    <td class="number cut">${item.tax_rate} %${included}</td>
    <td class="number">${money(item.total_minor, currency)}</td>
  </tr>`
}

/** Each sum that was taken off, up to what is due. What was credited when it had been paid is due to nobody here. */
function totals(invoice: Invoice): Html {
  const { status, total_minor, amount_credited_minor, amount_paid_minor, amount_due_minor } = invoice
  const beyondMinor = Math.max(0, amount_credited_minor + amount_paid_minor - total_minor)
  const between: readonly Sum[] = [
    ['Credited', -amount_credited_minor],
    ['Paid', -amount_paid_minor],
    ['To your credit', beyondMinor],
    ['Void', status === 'void' ? -total_minor : 0],
  ]
  const told = between.filter(([, amountMinor]) => amountMinor !== 0)
  return sums(
    invoice,
    [['Total', total_minor], ...told],
    ['Amount due', status === 'void' ? 0 : amount_due_minor],
  )
}

function creditNotes({ notes, invoice, tenant, addressOf }: InvoiceView): Html {
  if (notes.length === 0) return html``
  const rows = notes.map(
    (note) => html`<dt>${day(note.created_at, tenant.time_zone)}</dt>
      <dd><a href="${addressOf(note)}">${note.credit_note_no}</a>, <span class="whole">${money(note.total_minor, invoice.currency)}</span></dd>`,
  )
  return html`<h2>${notes.length < MAX_NOTES ? 'Credit notes' : `The last ${MAX_NOTES} credit notes`}</h2>
    <dl class="small">${rows}</dl>`
}

function pay({ invoice, tenant, payUrl, collects }: InvoiceView): Html {
  const isOwed = ['open', 'uncollectible'].includes(invoice.status) && invoice.amount_due_minor > 0
  if (!isOwed) return html``
  if (payUrl === null || !collects)
    return html`<p class="soft no-print">Online payment is not offered here. Ask ${written(tenant.name)} how to pay.</p>`
  return html`<a class="button no-print" href="${payUrl}">Pay ${money(invoice.amount_due_minor, invoice.currency)}</a>`
}
