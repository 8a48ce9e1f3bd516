import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { payableMinor } from '../rules/payment-link.ts'
import type { Tx } from '../store/store.ts'
import type { PaymentLinkRow } from '../tables/payment-link.ts'
import { lockLink, saveLink } from './payment-link.ts'
import { invoicesOf } from './payment-link-view.ts'

/** What is needed to send a payer to the gateway. */
export interface Collection {
  readonly row: PaymentLinkRow
  readonly payableMinor: number
  readonly invoiceNo: string | null
  readonly customer: { readonly name?: string; readonly email?: string; readonly contact?: string }
}

export async function loadCollection(tx: Tx, linkId: string): Promise<Collection> {
  const row = isId('lnk', linkId)
    ? await tx.db.selectFrom('payment_links').selectAll().where('id', '=', linkId).executeTakeFirst()
    : undefined
  if (row === undefined) throw notFound()
  const invoice = (await invoicesOf(tx, [row])).get(row.id) ?? null
  return {
    row,
    payableMinor: payableMinor(row, invoice, tx.now.getTime()),
    invoiceNo: invoice?.invoice_no ?? null,
    customer: await loadPayer(tx, row.contact_id),
  }
}

/** A link that was made at the gateway. */
export interface MadeLink {
  readonly id: string
  readonly url: string
  readonly dueMinor: number
}

/**
 * Remembers the gateway's link; `count` is how many there were when it was made. Another process may have been quicker:
 * then its link stands.
 */
export async function keepGatewayLink(
  tx: Tx,
  linkId: string,
  { made, count }: { made: MadeLink; count: number },
): Promise<void> {
  const row = await lockLink(tx, linkId)
  if (row.gateway_count !== count) return
  await saveLink(tx, linkId, {
    gateway_link_id: made.id,
    gateway_url: made.url,
    gateway_due_minor: made.dueMinor,
    gateway_count: count + 1,
  })
}

async function loadPayer(tx: Tx, contactId: string | null): Promise<Collection['customer']> {
  if (contactId === null) return {}
  const contact = await tx.db
    .selectFrom('contacts')
    .select(['name', 'email', 'phone'])
    .where('id', '=', contactId)
    .executeTakeFirst()
  return {
    ...(contact?.name == null ? {} : { name: contact.name }),
    ...(contact?.email == null ? {} : { email: contact.email }),
    ...(contact?.phone == null ? {} : { contact: contact.phone }),
  }
}
