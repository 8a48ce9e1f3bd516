import type { Contact } from '@bahi/spec'
import type { Tx } from '../store/store.ts'
import type { InEnvironment, Json, Row, Time } from './row.ts'
import { stampsOf } from './wire.ts'

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

export const toContact = (row: Row<'contacts'>, tx: Tx): Contact => ({
  id: row.id,
  object: 'contact',
  name: row.name,
  email: row.email,
  phone: row.phone,
  state: row.state,
  address: row.address === null ? null : JSON.parse(row.address),
  tax_id: row.tax_id,
  metadata: JSON.parse(row.metadata),
  ...stampsOf(row, tx),
})
