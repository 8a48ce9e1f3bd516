import type { Store } from '@bahi/spec'
import type { Selectable } from 'kysely'
import type { InEnvironment, Json, Time } from './column.ts'
import { type InMode, stampsOf } from './wire.ts'

export interface StoreTable extends InEnvironment {
  id: string
  name: string
  /** 1 for one store of the environment, null for all others. */
  is_default: 1 | null
  metadata: Json
  created_at: Time
  updated_at: Time
}

export const toStore = (row: Selectable<StoreTable>, tx: InMode): Store => ({
  id: row.id,
  object: 'store',
  name: row.name,
  is_default: row.is_default === 1,
  metadata: JSON.parse(row.metadata),
  ...stampsOf(row, tx),
})
