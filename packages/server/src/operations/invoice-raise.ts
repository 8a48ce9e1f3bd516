import type { Contact, InvoiceCreate } from '@bahi/spec'
import type { FieldError } from '../kit/errors.ts'
import { dueAt } from '../rules/invoice.ts'
import type { Totals } from '../rules/total.ts'
import type { Tx } from '../store/store.ts'
import type { InvoiceLine } from '../tables/invoice.ts'
import type { Row } from '../tables/row.ts'
import { readCustomer, snapshotOf } from './invoice-customer.ts'
import {
  insertLines,
  itemPointers,
  readItems,
  refuseFaults,
  requireTotals,
  withSums,
} from './invoice-items.ts'
import { loadTenant } from './tenant.ts'

/** What a body asks for, worked out: the id and the lines are new, nothing but the customer is written yet. */
export interface ReadInvoice {
  readonly id: string
  readonly currency: string
  readonly contact: Contact | null
  readonly lines: readonly InvoiceLine[]
  readonly totals: Totals
}

export interface Reading {
  readonly pricesContainTax?: boolean
  /** Finds what else is wrong with the body, to be told with the rest. */
  faultsOf?(currency: string): Promise<readonly FieldError[]>
}

/** Refused with every fault of the body at once. */
export async function readInvoice(
  tx: Tx,
  body: InvoiceCreate,
  { pricesContainTax = false, faultsOf }: Reading = {},
): Promise<ReadInvoice> {
  const tenant = await loadTenant(tx)
  const invoice = { id: tx.newId('inv'), currency: body.currency ?? tenant.currency }
  const customer = await readCustomer(tx, body)
  const items = await readItems(tx, body.items ?? [], { ...invoice, pricesContainTax })
  const others = (await faultsOf?.(invoice.currency)) ?? []
  refuseFaults([...customer.faults, ...items.faults, ...others])
  const contact = customer.contact ?? null
  const place = { tenantState: tenant.state, contactState: contact?.state ?? null }
  const totals = requireTotals(items.lines, place, itemPointers)
  return { ...invoice, contact, totals, lines: withSums(items.lines, totals.lines) }
}

export interface NewInvoice extends ReadInvoice {
  readonly status: 'draft' | 'open'
  /** Where it is sold. */
  readonly storeId?: string
}

export async function insertInvoice(
  tx: Tx,
  { due_in_days = null, metadata = {} }: Pick<InvoiceCreate, 'due_in_days' | 'metadata'>,
  { id, currency, contact, lines, totals, status, storeId }: NewInvoice,
): Promise<Row<'invoices'>> {
  const now = tx.now.getTime()
  const row = await tx.db
    .insertInto('invoices')
    .values({
      id,
      currency,
      ...snapshotOf(contact),
      ...totalColumns(totals),
      status,
      store_id: storeId ?? null,
      amount_paid_minor: 0,
      amount_credited_minor: 0,
      due_in_days,
      due_at: dueAt(now, due_in_days),
      metadata: JSON.stringify(metadata),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await insertLines(tx, lines)
  return row
}

export const totalColumns = ({ subtotal_minor, tax_minor, total_minor, taxes }: Totals) => ({
  subtotal_minor,
  tax_minor,
  total_minor,
  taxes: JSON.stringify(taxes),
})
