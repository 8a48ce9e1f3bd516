import type { CreditNote, Invoice, Tenant } from '@bahi/spec'
import { html } from 'hono/html'
import { isolated } from '../kit/bidi.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import { retrieveCreditNote } from '../operations/credit-note.ts'
import { retrieveInvoice } from '../operations/invoice.ts'
import { loadCreditPosted } from '../operations/ledger-credit.ts'
import { retrieveTenant } from '../operations/tenant.ts'
import { type Html, pageResponse } from './layout.ts'
import { customer, seller, sellerOf } from './parties.ts'
import type { PageServices } from './services.ts'
import { stateName } from './states.ts'
import { sums } from './sums.ts'
import { day, money } from './words.ts'
import { written } from './written.ts'

/** A credit note as its customer sees it, beside the invoice that it corrects. */
export async function creditNotePage(
  { store, tokens }: PageServices,
  { environment, creditNoteId }: { environment: EnvironmentId; creditNoteId: string },
): Promise<Response> {
  const facts = await store.read(environment, async (tx) => {
    const note = await retrieveCreditNote(tx, creditNoteId)
    return {
      note,
      invoice: await retrieveInvoice(tx, note.invoice_id),
      tenant: await retrieveTenant(tx),
      freedMinor: (await loadCreditPosted(tx, [note.entry_id])).get(note.entry_id) ?? 0,
    }
  })
  const { note, invoice, tenant } = facts
  const invoiceUrl = `/i/${tokens.sign('i', { environment, id: invoice.id })}`
  return pageResponse({
    title: `${nameOf(note)} – ${isolated(sellerOf(invoice, tenant).name)}`,
    livemode: note.livemode,
    isWide: true,
    body: bodyOf({ ...facts, invoiceUrl }),
  })
}

interface CreditNoteView {
  readonly note: CreditNote
  readonly invoice: Invoice
  readonly tenant: Tenant
  /** What of it lowered no claim: it had been paid. */
  readonly freedMinor: number
  readonly invoiceUrl: string
}

const nameOf = ({ credit_note_no }: CreditNote) => `Credit note ${credit_note_no}`

const bodyOf = (view: CreditNoteView): Html => html`
  <article class="card" aria-labelledby="title">
    <header class="head">
      <div>
        ${seller('Credit note from', sellerOf(view.invoice, view.tenant))}
        ${customer(view.invoice)}
      </div>
      <div>
        <h2 id="title">${nameOf(view.note)}</h2>
        ${particularsOf(view)}
      </div>
    </header>
    <p>Reason: ${written(view.note.reason)}</p>
    ${lines(view)}
    ${sums(view.note, [], ['Credited', view.note.total_minor])}
    ${whatBecame(view)}
  </article>
  <footer>${view.note.id}</footer>`

const particularsOf = ({ note, invoice, tenant, invoiceUrl }: CreditNoteView): Html => html`<dl class="small">
  <dt>Date</dt><dd>${day(note.created_at, tenant.time_zone)}</dd>
  <dt>Corrects</dt><dd><a href="${invoiceUrl}">Invoice ${invoice.invoice_no}</a></dd>
  <dt>Invoiced</dt><dd>${day(invoice.sent_at ?? invoice.created_at, tenant.time_zone)}</dd>
  ${invoice.place_of_supply === null ? '' : html`<dt>Place of supply</dt><dd>${stateName(invoice.place_of_supply)}</dd>`}
</dl>`

function lines({ note, invoice }: CreditNoteView): Html {
  const lineOf = new Map(invoice.items.map((line) => [line.id, line]))
  return html`<table>
  <thead>
    <tr>
      <th scope="col">Taken back</th>
      <th scope="col" class="number cut">Quantity</th>
      <th scope="col" class="number cut">Before tax</th>
      <th scope="col" class="number cut">Tax</th>
      <th scope="col" class="number">Amount with tax</th>
    </tr>
  </thead>
  <tbody>
    ${note.items.map((item) => line(item, lineOf.get(item.invoice_item_id), note.currency))}
  </tbody>
</table>`
}

function line(
  item: CreditNote['items'][number],
  invoiced: Invoice['items'][number] | undefined,
  currency: string,
): Html {
  const before = money(item.subtotal_minor, currency)
  const rate = invoiced === undefined ? '' : `${invoiced.tax_rate} %`
  const hsn =
    invoiced?.hsn_code == null
      ? ''
      : html`<br /><span class="soft small">HSN ${written(invoiced.hsn_code)}</span>`
  return html`<tr>
    <td>
      ${written(item.description)}${hsn}
      <span class="phone soft small"><br />${item.qty} for ${before}, ${rate} tax</span>
    </td>
    <td class="number cut">${item.qty}</td>
    <td class="number cut">${before}</td>
    <td class="number cut">${rate}</td>
    <td class="number">${money(item.total_minor, currency)}</td>
  </tr>`
}

function whatBecame({ note, tenant, freedMinor }: CreditNoteView): Html {
  const { currency, total_minor, refunds } = note
  const row = (label: string, amountMinor: number) =>
    amountMinor === 0 ? '' : html`<dt>${label}</dt><dd class="whole">${money(amountMinor, currency)}</dd>`
  return html`<h2>What became of it</h2>
    <dl class="small">
      ${row('Off what was to pay', total_minor - freedMinor)}
      ${row('To your credit', freedMinor)}
      ${refunds.map(({ status, updated_at, amount_minor }) => {
        if (status === 'failed') return ''
        const label =
          status === 'pending' ? 'On its way back' : `Sent back, ${day(updated_at, tenant.time_zone)}`
        return row(label, amount_minor)
      })}
    </dl>`
}
