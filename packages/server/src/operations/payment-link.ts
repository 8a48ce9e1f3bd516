import type { PaymentLink, PaymentLinkCreate } from '@bahi/spec'
import { invalidField, notFound, Refusal, unknownReference } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { definedMembers } from '../kit/members.ts'
import { toMinor } from '../kit/money.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import { recordEvent } from '../outbox.ts'
import { readExpiry } from '../rules/payment-link.ts'
import { schedule, unschedule } from '../schedule.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import type { PaymentLinkRow } from '../tables/payment-link.ts'
import { contactExists, findReferredContact } from './contact.ts'
import { forUpdate } from './lock.ts'
import { invoicesOf, type LinkedInvoiceRow, lockLinkedInvoice, viewLink } from './payment-link-view.ts'
import { loadTenant } from './tenant.ts'

/** `collects`: whether a gateway takes money in this environment. */
export async function createPaymentLink(
  tx: Tx,
  body: PaymentLinkCreate,
  { collects }: { readonly collects: boolean },
): Promise<PaymentLink> {
  if (!collects) throw new Refusal('gateway_not_configured')
  const now = tx.now.getTime()
  const expires_at = readExpiry(body.expires_at, now)
  const contact_id = body.contact_id ?? null
  if (contact_id !== null && (await findReferredContact(tx, contact_id)) === null)
    throw unknownReference('/contact_id')
  const invoice = body.invoice_id == null ? null : await openInvoice(tx, body.invoice_id)
  const currency = body.currency ?? invoice?.currency ?? (await loadTenant(tx)).currency
  if (invoice !== null && currency !== invoice.currency) throw otherCurrency()
  const row = await insertLink(tx, {
    invoice_id: invoice?.id ?? null,
    contact_id: contact_id ?? invoice?.contact_id ?? null,
    amount_minor: readAmount(body, currency, invoice),
    currency,
    description: body.description ?? null,
    accept_partial: body.accept_partial === true ? 1 : 0,
    expires_at,
    callback_url: body.callback_url ?? null,
    metadata: JSON.stringify(body.metadata ?? {}),
  })
  if (expires_at !== null)
    await schedule(tx, { kind: 'payment_link.expire', subjectId: row.id, dueAt: expires_at })
  return viewLink(tx, row, invoice)
}

/** An invoice's own link, made when it is sent: what the invoice still wants is paid on it, also where no gateway collects yet. */
export async function createInvoiceLink(
  tx: Tx,
  invoice: {
    readonly invoiceId: string
    readonly contactId: string | null
    readonly amountMinor: number
    readonly currency: string
  },
): Promise<string> {
  const { id } = await insertLink(tx, {
    invoice_id: invoice.invoiceId,
    contact_id: invoice.contactId,
    amount_minor: invoice.amountMinor,
    currency: invoice.currency,
    description: null,
    accept_partial: 0,
    expires_at: null,
    callback_url: null,
    metadata: '{}',
  })
  return id
}

export async function retrievePaymentLink(tx: Tx, id: string): Promise<PaymentLink> {
  const row = isId('lnk', id) ? await byId(tx, id).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return viewLink(tx, row, (await invoicesOf(tx, [row])).get(row.id) ?? null)
}

export interface PaymentLinkFilters {
  readonly invoice_id?: string | undefined
  readonly contact_id?: string | undefined
}

export async function listPaymentLinks(
  tx: Tx,
  { invoice_id, contact_id }: PaymentLinkFilters,
  request: PageRequest,
): Promise<PageRows<PaymentLink>> {
  if (contact_id !== undefined && !(await contactExists(tx, contact_id)))
    throw unknownReference('/contact_id', { in: 'query' })
  if (invoice_id !== undefined && (await lockLinkedInvoice(tx, invoice_id, 'read')) === null)
    throw unknownReference('/invoice_id', { in: 'query' })
  const found = tx.db
    .selectFrom('payment_links')
    .selectAll()
    .where((eb) => eb.and(definedMembers({ invoice_id, contact_id })))
  const page = await newestPage(found, request)
  const invoices = await invoicesOf(tx, page.rows)
  return { ...page, rows: page.rows.map((row) => viewLink(tx, row, invoices.get(row.id) ?? null)) }
}

export async function cancelPaymentLink(tx: Tx, id: string): Promise<PaymentLink> {
  const row = await lockLink(tx, id)
  const invoice = (await invoicesOf(tx, [row])).get(row.id) ?? null
  const link = viewLink(tx, row, invoice)
  if (row.cancelled_at !== null) return link
  if (link.status === 'paid' || link.status === 'expired') {
    throw new Refusal('invalid_state', {
      detail: `The payment link is ${link.status}: cancel is not possible. Nothing can be done with it now.`,
      state: link.status,
      allowed_acts: [],
    })
  }
  await unschedule(tx, 'payment_link.expire', id)
  return viewLink(tx, await saveLink(tx, id, { cancelled_at: tx.now.getTime() }), invoice)
}

/** Tells that a link's time is over; false for one that was paid or cancelled meanwhile. */
export async function expirePaymentLink(tx: Tx, id: string): Promise<boolean> {
  const row = await lockLink(tx, id)
  const link = viewLink(tx, row, (await invoicesOf(tx, [row])).get(id) ?? null)
  if (link.status !== 'expired') return false
  recordEvent(tx, { type: 'payment_link.expired', resourceId: id, data: link })
  return true
}

/** The link with its row locked until the end. Locked before its invoice, everywhere. */
export async function lockLink(tx: Tx, id: string): Promise<PaymentLinkRow> {
  const row = isId('lnk', id) ? await forUpdate(tx, byId(tx, id)).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return row
}

export const saveLink = (tx: Tx, id: string, columns: Partial<Omit<PaymentLinkRow, 'id'>>) =>
  tx.db
    .updateTable('payment_links')
    .set({ ...columns, updated_at: tx.now.getTime() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

const byId = (tx: Tx, id: string) => tx.db.selectFrom('payment_links').selectAll().where('id', '=', id)

type NewLink = Pick<
  PaymentLinkRow,
  | 'invoice_id'
  | 'contact_id'
  | 'amount_minor'
  | 'currency'
  | 'description'
  | 'accept_partial'
  | 'expires_at'
  | 'callback_url'
  | 'metadata'
>

function insertLink(tx: Tx, link: NewLink): Promise<PaymentLinkRow> {
  const now = tx.now.getTime()
  return tx.db
    .insertInto('payment_links')
    .values({
      id: tx.newId('lnk'),
      ...link,
      amount_paid_minor: 0,
      gateway_count: 0,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The invoice to collect for: money is taken for what was sent and isn't settled. */
async function openInvoice(tx: Tx, id: string): Promise<LinkedInvoiceRow> {
  const invoice = await lockLinkedInvoice(tx, id, 'write')
  if (invoice === null) throw unknownReference('/invoice_id')
  if (invoice.status === 'open' || invoice.status === 'uncollectible') return invoice
  throw new Refusal('invalid_state', {
    detail: `The invoice is ${invoice.status}: a payment link needs an open one.`,
    state: invoice.status,
    allowed_acts: invoice.status === 'draft' ? ['send'] : [],
  })
}

function readAmount(body: PaymentLinkCreate, currency: string, invoice: LinkedInvoiceRow | null): number {
  const amount = givenAmount(body, currency) ?? invoice?.amount_due_minor ?? 0
  if (amount <= 0) throw invalidField('/amount', 'too_small', 'Must be above 0.')
  if (invoice !== null && amount > invoice.amount_due_minor)
    throw new Refusal('overpayment', { amount_due_minor: invoice.amount_due_minor })
  return amount
}

function givenAmount({ amount, amount_minor }: PaymentLinkCreate, currency: string): number | undefined {
  if (amount === undefined) return amount_minor
  const read = toMinor(amount, currency)
  if ('fault' in read) throw invalidField('/amount', read.fault.code, read.fault.detail)
  return read.minor
}

const otherCurrency = () =>
  new Refusal('currency_mismatch', {
    errors: [
      { pointer: '/currency', code: 'currency_mismatch', detail: 'The invoice has another currency.' },
    ],
  })
