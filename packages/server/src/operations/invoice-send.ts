import type { Invoice } from '@bahi/spec'
import { balanceOf, dueAt, invoiceNumber, numberCounter, requireAct, requireLines } from '../rules/invoice.ts'
import { reversed, sendPostings, writeOffPostings } from '../rules/ledger.ts'
import { sentNotice } from '../rules/notice.ts'
import type { Tx } from '../store/store.ts'
import type { Row } from '../tables/row.ts'
import { armChase } from './invoice-chase.ts'
import { loadLines } from './invoice-items.ts'
import { notifyContact } from './invoice-notice.ts'
import { nextNumber } from './invoice-number.ts'
import { partiesNow } from './invoice-parties.ts'
import { announceIfPaid, settleInvoice } from './invoice-settle.ts'
import { announce, lockInvoice, saveInvoice, viewInvoice } from './invoice-view.ts'
import { postEntry } from './ledger.ts'
import { createInvoiceLink } from './payment-link.ts'

/** Gives the number and posts the claim. An invoice over nothing has no claim to post: it is paid as soon as it is sent. */
export async function sendInvoice(tx: Tx, id: string): Promise<Invoice> {
  const old = await lockInvoice(tx, id)
  const status = requireAct(old, 'send')
  const lines = await loadLines(tx, [id])
  requireLines(old, lines.length)
  const now = tx.now.getTime()
  const sent = await saveInvoice(tx, id, {
    ...(await partiesNow(tx, old, lines)),
    status,
    sent_at: now,
    due_at: dueAt(now, old.due_in_days),
    sent_entry_id: await postSending(tx, old),
    payment_link_id: await linkTo(tx, old),
    invoice_no: await nextNumber(tx, { counter: numberCounter, format: invoiceNumber }),
  })
  const invoice = announce(tx, 'invoice.sent', await viewInvoice(tx, sent))
  await notifyContact(tx, invoice, sentNotice)
  if (sent.total_minor > 0) {
    await armChase(tx, sent)
    return invoice
  }
  const after = await settleInvoice(tx, sent, {})
  await announceIfPaid(tx, { before: sent, after })
  return viewInvoice(tx, after)
}

/** Over nothing there is nothing to pay. */
async function linkTo(tx: Tx, invoice: Row<'invoices'>): Promise<string | null> {
  const { id: invoiceId, contact_id: contactId, currency, total_minor: amountMinor } = invoice
  return amountMinor > 0 ? createInvoiceLink(tx, { invoiceId, contactId, currency, amountMinor }) : null
}

export async function voidInvoice(tx: Tx, id: string): Promise<Invoice> {
  const old = await lockInvoice(tx, id)
  const status = requireAct(old, 'void')
  await postEntry(tx, {
    kind: 'invoice_voided',
    postings: reversed(sendPostings(old)),
    invoiceId: id,
    reversesEntryId: old.sent_entry_id,
  })
  const row = await saveInvoice(tx, id, { status, voided_at: tx.now.getTime() })
  return announce(tx, 'invoice.voided', await viewInvoice(tx, row))
}

/** What is due becomes a loss; a payment that comes after all makes it smaller. */
export async function markInvoiceUncollectible(tx: Tx, id: string): Promise<Invoice> {
  const old = await lockInvoice(tx, id)
  const status = requireAct(old, 'mark_uncollectible')
  const now = tx.now.getTime()
  const { amount_due_minor } = balanceOf(old, now)
  const postings = writeOffPostings(old.currency, amount_due_minor)
  await postEntry(tx, { kind: 'write_off', postings, invoiceId: id })
  return viewInvoice(tx, await saveInvoice(tx, id, { status, uncollectible_at: now }))
}

/** The claim on what was sent or sold; none when it comes to nothing. */
export async function postSending(tx: Tx, invoice: Row<'invoices'>): Promise<string | null> {
  const postings = sendPostings(invoice)
  if (postings.length === 0) return null
  return postEntry(tx, { kind: 'invoice_sent', postings, invoiceId: invoice.id })
}
