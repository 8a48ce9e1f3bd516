import type { Contact } from '@bahi/spec'
import type { Selectable } from 'kysely'
import type { InEnvironment, Json, Time } from './column.ts'
import { toAddress } from './postal-address.ts'
import { type InMode, stampsOf } from './wire.ts'

export interface ContactTable extends InEnvironment {
  id: string
  name: string | null
  email: string | null
  /** E.164; one contact a phone. */
  phone: string | null
  state: string | null
  address: Json | null
  tax_id: string | null
  metadata: Json
  created_at: Time
  updated_at: Time
}

export const toContact = (row: Selectable<ContactTable>, tx: InMode): Contact => ({
  id: row.id,
  object: 'contact',
  name: row.name,
  email: row.email,
  phone: row.phone,
  state: row.state,
  address: toAddress(row.address),
  tax_id: row.tax_id,
  metadata: JSON.parse(row.metadata),
  ...stampsOf(row, tx),
})
