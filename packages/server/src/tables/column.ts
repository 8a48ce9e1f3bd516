import type { ColumnType } from 'kysely'

/**
 * The first column of every table. The engine fills it in and filters by it; no insert or update can name it.
 * A query names it in one place alone: the conflict target of an upsert, beside the other columns of the key.
 */
export interface InEnvironment {
  environment: ColumnType<string, never, never>
}

/** Epoch milliseconds of the environment's clock, unless the column says otherwise. */
export type Time = number
/** An integer of the currency's minor unit. */
export type Minor = number
/** How much of a product, as an integer of its thousandth part. */
export type Thousandths = number
/** 0 or 1. */
export type Flag = number
/** JSON text. */
export type Json = string
/** Decimal text, kept as it was written: `0.25`. */
export type Decimal = string
