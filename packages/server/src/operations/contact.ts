import type { Contact, ContactCreate, ContactUpdate, CustomerUpsert } from '@bahi/spec'
import { notFound, Refusal } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { maskPhone } from '../kit/mask.ts'
import { definedMembers } from '../kit/members.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import { recordEvent } from '../outbox.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import { toContact } from '../tables/contact.ts'
import { addressColumn } from '../tables/postal-address.ts'
import type { NewRow, Row } from '../tables/row.ts'
import { forUpdate } from './lock.ts'

export async function createContact(tx: Tx, body: ContactCreate): Promise<Contact> {
  const row = await insertUnlessTaken(tx, newContact(tx, body))
  if (row === undefined) throw phoneTaken()
  return announce(tx, toContact(row, tx))
}

export interface Upserted {
  readonly contact: Contact
  readonly created: boolean
}

/** Writes the members that were sent to the contact with this phone; makes one if there is none. */
export async function upsertCustomer(tx: Tx, body: CustomerUpsert): Promise<Upserted> {
  const fresh = newContact(tx, body)
  const row = await tx.db
    .insertInto('contacts')
    .values(fresh)
    .onConflict((conflict) =>
      conflict
        .columns(['environment', 'phone'])
        .doUpdateSet({ ...columnsOf(body), updated_at: tx.now.getTime() }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  const contact = toContact(row, tx)
  const created = row.id === fresh.id
  return { contact: created ? announce(tx, contact) : contact, created }
}

export async function retrieveContact(tx: Tx, id: string): Promise<Contact> {
  const row = isId('ctc', id) ? await byId(tx, id).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return toContact(row, tx)
}

export interface ContactFilters {
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

export async function listContacts(
  tx: Tx,
  { phone, email }: ContactFilters,
  request: PageRequest,
): Promise<PageRows<Contact>> {
  const found = tx.db
    .selectFrom('contacts')
    .selectAll()
    .where((eb) => eb.and(definedMembers({ phone, email })))
  const page = await newestPage(found, request)
  return { ...page, rows: page.rows.map((row) => toContact(row, tx)) }
}

export async function updateContact(tx: Tx, id: string, body: ContactUpdate): Promise<Contact> {
  const old = await lockContact(tx, id)
  if (body.phone != null && body.phone !== old.phone) await claimPhone(tx, body.phone)
  const row = await tx.db
    .updateTable('contacts')
    .set({ ...columnsOf(body), updated_at: tx.now.getTime() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toContact(row, tx)
}

export async function deleteContact(tx: Tx, id: string): Promise<undefined> {
  await lockContact(tx, id)
  for (const [table, what] of [
    ['invoices', 'Invoices'],
    ['payment_links', 'Payment links'],
  ] as const) {
    const query = tx.db.selectFrom(table).select('id').where('contact_id', '=', id).limit(1)
    if ((await query.executeTakeFirst()) !== undefined)
      throw new Refusal('in_use', { detail: `${what} refer to this contact. Keep it.` })
  }
  await tx.db.deleteFrom('contacts').where('id', '=', id).execute()
}

/** Whether a reference to it leads anywhere. */
export const contactExists = async (tx: Tx, id: string): Promise<boolean> =>
  isId('ctc', id) && (await byId(tx, id).executeTakeFirst()) !== undefined

/** The contact that a record is about to refer to, kept from being deleted meanwhile; null when there is none. */
export async function findReferredContact(tx: Tx, id: string): Promise<Contact | null> {
  if (!isId('ctc', id)) return null
  const query = byId(tx, id)
  const row = await (tx.engine === 'postgres' ? query.forKeyShare() : query).executeTakeFirst()
  return row === undefined ? null : toContact(row, tx)
}

const byId = (tx: Tx, id: string) => tx.db.selectFrom('contacts').selectAll().where('id', '=', id)

async function lockContact(tx: Tx, id: string): Promise<Row<'contacts'>> {
  const row = isId('ctc', id) ? await forUpdate(tx, byId(tx, id)).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return row
}

const insertUnlessTaken = (tx: Tx, row: NewRow<'contacts'>) =>
  tx.db
    .insertInto('contacts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['environment', 'phone']).doNothing())
    .returningAll()
    .executeTakeFirst()

/**
 * Makes sure of a free phone before an update writes it. An update would meet a taken one as a database error, which
 * ends a PostgreSQL transaction; an insert that may do nothing waits for a rival's commit and then says so. Deleted at
 * once, the row holds the phone until this transaction ends.
 */
async function claimPhone(tx: Tx, phone: string): Promise<void> {
  const claim = newContact(tx, { phone })
  if ((await insertUnlessTaken(tx, claim)) === undefined) throw phoneTaken()
  await tx.db.deleteFrom('contacts').where('id', '=', claim.id).execute()
}

function phoneTaken(): Refusal {
  const detail = 'Another contact has this phone. Update that one, or use POST /customers.'
  return new Refusal('already_exists', { errors: [{ pointer: '/phone', code: 'already_exists', detail }] })
}

function announce(tx: Tx, contact: Contact): Contact {
  const data = { ...contact, phone: maskPhone(contact.phone) }
  recordEvent(tx, { type: 'customer.created', resourceId: contact.id, data })
  return contact
}

function newContact(tx: Tx, body: ContactCreate): NewRow<'contacts'> {
  const now = tx.now.getTime()
  return {
    id: tx.newId('ctc'),
    name: null,
    email: null,
    phone: null,
    state: null,
    address: null,
    tax_id: null,
    metadata: '{}',
    ...columnsOf(body),
    created_at: now,
    updated_at: now,
  }
}

/** The columns of the members that were sent. */
function columnsOf({ address, metadata, ...plain }: ContactUpdate) {
  return {
    ...definedMembers(plain),
    ...addressColumn(address),
    ...(metadata === undefined ? {} : { metadata: JSON.stringify(metadata) }),
  }
}
