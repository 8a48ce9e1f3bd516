import { createContact } from './operations/contact.ts'
import { createInvoice } from './operations/invoice.ts'
import { createProduct } from './operations/product.ts'
import { updateTenant } from './operations/tenant.ts'
import type { Tx } from './store/store.ts'

/** What the demo tenant's environments hold: enough for the documented requests to run as they stand. */
export interface DemoIds {
  readonly contactId: string
  readonly productId: string
  readonly invoiceId: string
}

const OPENING_STOCK = 1000

/** Fictitious, as their check characters tell. */
const SELLER_GSTIN = '29ABCDE1234F1Z5'
const BUYER_GSTIN = '29PQRSX5678K1Z1'

export async function furnishDemo(tx: Tx): Promise<DemoIds> {
  await updateTenant(tx, {
    address: { line1: '12 Market Road', city: 'Bengaluru', postal_code: '560001', country: 'IN' },
    tax_id: SELLER_GSTIN,
  })
  const milk = await createProduct(tx, {
    sku: 'AMUL-MILK-1L',
    name: 'Amul milk, 1 litre',
    rate: 68,
    stock: OPENING_STOCK,
  })
  await createProduct(tx, { sku: 'MAGGI-70G', name: 'Maggi noodles, 70 g', rate: 14, stock: OPENING_STOCK })
  const contact = await createContact(tx, {
    name: 'Asha Rao',
    email: 'asha@example.com',
    state: 'KA',
    address: { line1: '7 Temple Street', city: 'Mysuru', postal_code: '570001', country: 'IN' },
    tax_id: BUYER_GSTIN,
  })
  const invoice = await createInvoice(tx, { currency: 'EUR' })
  return { contactId: contact.id, productId: milk.id, invoiceId: invoice.id }
}

export interface DemoRequest {
  readonly url: string
  readonly key: string
  readonly tenantId: string
  readonly ids: DemoIds
}

/** The three documented requests with real ids, ready to paste. */
export function documentedRequests({ url, key, tenantId, ids }: DemoRequest): string[] {
  return [
    `curl -X POST ${url}/billing/v1/invoices -H "Authorization: Bearer ${key}" -H "Idempotency-Key: 9f2c-4d1a-8b6e-e7b3" -H "Content-Type: application/json" \\
  -d '{ "contact_id": "${ids.contactId}", "items": [{ "catalog_item_id": "${ids.productId}", "qty": 1 }], "due_in_days": 7 }'`,
    `curl -X POST ${url}/v1/invoices -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" \\
  -d '{ "customer": { "phone": "+919876543210", "name": "Rahul K." },
        "items": [ { "sku": "AMUL-MILK-1L", "qty": 2, "rate": 68 }, { "sku": "MAGGI-70G", "qty": 6, "rate": 14 } ],
        "payment": { "mode": "upi", "amount": 220 } }'`,
    `curl --request POST --url ${url}/api/v1/billables --header 'Authorization: Bearer ${key}' --header 'Content-Type: application/json' --header 'tenant-id: ${tenantId}' \\
  --data '{ "invoiceId": "${ids.invoiceId}", "billables": [ { "description": "Monthly subscription for service X.", "quantity": 10, "amountMinor": 5000, "currencyCode": "EUR",
            "referenceType": "JIRA", "referenceId": "PROJ-123", "metadata": { "project": "Alpha", "priority": "High" }, "order": 13 } ] }'`,
  ]
}
