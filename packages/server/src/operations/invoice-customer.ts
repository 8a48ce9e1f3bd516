import type { Contact, InvoiceUpdate } from '@bahi/spec'
import { type FieldError, unknownReference } from '../kit/errors.ts'
import type { TaxPlace } from '../rules/tax.ts'
import type { Tx } from '../store/store.ts'
import { findReferredContact, upsertCustomer } from './contact.ts'
import { loadTenant } from './tenant.ts'

export interface CustomerRead {
  /** null: nobody; undefined: the body doesn't say. */
  readonly contact: Contact | null | undefined
  readonly faults: readonly FieldError[]
}

/** Whom the invoice is for; a customer whose phone is new becomes a contact here. A name is written only if there is one. */
export async function readCustomer(tx: Tx, { customer, contact_id }: InvoiceUpdate): Promise<CustomerRead> {
  if (customer !== undefined) {
    const { phone, name } = customer
    const { contact } = await upsertCustomer(tx, { phone, ...(name == null ? {} : { name }) })
    return { contact, faults: [] }
  }
  if (contact_id == null) return { contact: contact_id, faults: [] }
  const contact = await findReferredContact(tx, contact_id)
  return { contact, faults: contact === null ? (unknownReference('/contact_id').facts.errors ?? []) : [] }
}

/** Who is billed, as they are now: an invoice keeps this whatever becomes of the contact. */
export const snapshotOf = (contact: Contact | null) => ({
  contact_id: contact?.id ?? null,
  customer_name: contact?.name ?? null,
  customer_phone: contact?.phone ?? null,
  customer_address: contact?.address == null ? null : JSON.stringify(contact.address),
  customer_tax_id: contact?.tax_id ?? null,
})

/** Where both sides are taxed now; `contactId` is an invoice's own, so the contact is there. */
export async function loadTaxPlace(tx: Tx, contactId: string | null): Promise<TaxPlace> {
  const { state: tenantState } = await loadTenant(tx)
  if (contactId === null) return { tenantState, contactState: null }
  const contact = await tx.db
    .selectFrom('contacts')
    .select('state')
    .where('id', '=', contactId)
    .executeTakeFirst()
  return { tenantState, contactState: contact?.state ?? null }
}
