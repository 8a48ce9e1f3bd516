import { invoiceTaxes, placeOfSupply } from '../rules/tax.ts'
import type { Tx } from '../store/store.ts'
import type { InvoiceLine } from '../tables/invoice.ts'
import type { Row } from '../tables/row.ts'
import { retrieveContact } from './contact.ts'
import { snapshotOf } from './invoice-customer.ts'
import { loadTenant } from './tenant.ts'

/** Both sides as they are when an invoice is sent or sold, and its taxes named by where they are: from then on it keeps them. */
export async function partiesNow(tx: Tx, { contact_id }: Row<'invoices'>, lines: readonly InvoiceLine[]) {
  const tenant = await loadTenant(tx)
  // Its row isn't locked: whoever writes to a contact may hold it while waiting for stock, and that for this invoice.
  const contact = contact_id === null ? null : await retrieveContact(tx, contact_id)
  const place = { tenantState: tenant.state, contactState: contact?.state ?? null }
  const taxed = lines.map((line) => ({ ...line, tax_rate: Number(line.tax_rate) }))
  const taxes = invoiceTaxes(taxed, place)
  return {
    seller_name: tenant.name,
    seller_address: tenant.address,
    seller_tax_id: tenant.tax_id,
    ...snapshotOf(contact),
    taxes: JSON.stringify(taxes),
    place_of_supply: taxes.length === 0 ? null : placeOfSupply(place),
  }
}
