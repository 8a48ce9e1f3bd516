import type { Invoice } from '@bahi/spec'
import type { Merchant, Notice } from '../rules/notice.ts'
import { schedule } from '../schedule.ts'
import type { Tx } from '../store/store.ts'
import { loadTenant } from './tenant.ts'

/** Writes to the contact of an invoice, when there is an address to write to. It goes out after the commit. */
export async function notifyContact(
  tx: Tx,
  invoice: Invoice,
  write: (invoice: Invoice, merchant: Merchant) => Notice,
): Promise<void> {
  const recipient = await addressOf(tx, invoice.contact_id)
  if (recipient === null) return
  const { name, time_zone: timeZone } = await loadTenant(tx)
  const { subject, text } = write(invoice, { name, timeZone })
  const id = tx.newId('ntf')
  const now = tx.now.getTime()
  await tx.db
    .insertInto('notifications')
    .values({
      id,
      recipient,
      subject,
      body: text,
      created_at: now,
      sent_at: null,
      failed_at: null,
      error: null,
    })
    .execute()
  await schedule(tx, { kind: 'notification', subjectId: id, dueAt: now })
}

async function addressOf(tx: Tx, contactId: string | null): Promise<string | null> {
  if (contactId === null) return null
  const contact = await tx.db
    .selectFrom('contacts')
    .select('email')
    .where('id', '=', contactId)
    .executeTakeFirst()
  return contact?.email ?? null
}
