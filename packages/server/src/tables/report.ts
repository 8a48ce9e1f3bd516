import type { EntryKind } from '@bahi/spec'
import type { InEnvironment, Minor, Time } from './column.ts'

/** The acts that a sales report tells of. */
export type SalesKind = Extract<EntryKind, 'invoice_sent' | 'invoice_voided' | 'credit_note' | 'refund'>

/**
 * What a kind of act came to in a quarter of an hour, in one currency: the offset of every time zone is a multiple of it,
 * so each zone's days are sums of these. A quarter may have several rows, since a writer that finds them locked opens one.
 */
export interface SalesTotalTable extends InEnvironment {
  /** The entry that opened the row. */
  id: string
  kind: SalesKind
  currency: string
  /** When the quarter begins. */
  starts_at: Time
  count: number
  /** Without tax; of refunds all of it. */
  net_minor: Minor
  tax_minor: Minor
}
