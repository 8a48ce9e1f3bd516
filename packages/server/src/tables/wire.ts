import { fromThousandths } from '../kit/quantity.ts'

export const iso = (at: number): string => new Date(at).toISOString()

export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))

/** The members that close every resource. */
export const stampsOf = (row: { created_at: number; updated_at: number }, tx: InMode) => ({
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
  livemode: tx.livemode,
})

/** Thousandths as the decimal that they are. */
export const stockOf = (thousandths: number): number => fromThousandths(BigInt(thousandths))

/** What of a transaction a wire shape tells. */
export interface InMode {
  readonly livemode: boolean
}
