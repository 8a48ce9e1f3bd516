import type { SelectQueryBuilder } from 'kysely'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../tables/tables.ts'

/** Locks the rows that a write is decided by. SQLite has one writer, so there it is nothing. */
export function forUpdate<TB extends keyof Tables, O>(
  tx: Tx,
  query: SelectQueryBuilder<Tables, TB, O>,
): SelectQueryBuilder<Tables, TB, O> {
  return tx.engine === 'postgres' ? query.forUpdate() : query
}

/** As `forUpdate`, but rows that merely refer to these may be written meanwhile: a draft may name a product that is sold. */
export function forNoKeyUpdate<TB extends keyof Tables, O>(
  tx: Tx,
  query: SelectQueryBuilder<Tables, TB, O>,
): SelectQueryBuilder<Tables, TB, O> {
  return tx.engine === 'postgres' ? query.forNoKeyUpdate() : query
}
