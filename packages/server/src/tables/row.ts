import type { Insertable, Selectable } from 'kysely'
import type { Tables } from './tables.ts'

/** A row as a query returns it. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>
/** What an insert must and may name. */
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>
