import type { InvoiceStatus } from './invoice.ts'

/**
 * Which act leads an invoice from where to where. Billables are added, changed and deleted by the act `update`; `pay` and
 * `credit` lead on when nothing is left to pay.
 */
export const invoiceActs = {
  update: { from: ['draft'], to: 'draft' },
  delete: { from: ['draft'], to: null },
  send: { from: ['draft'], to: 'open' },
  pay: { from: ['open', 'uncollectible'], to: 'paid' },
  credit: { from: ['open', 'paid'], to: 'paid' },
  void: { from: ['open'], to: 'void', untouched: true },
  mark_uncollectible: { from: ['open'], to: 'uncollectible' },
} as const satisfies Record<string, InvoiceActRule>

export type InvoiceAct = keyof typeof invoiceActs

export interface InvoiceActRule {
  readonly from: readonly InvoiceStatus[]
  /** null: the invoice is gone. */
  readonly to: InvoiceStatus | null
  /** Only while nothing was paid or credited. */
  readonly untouched?: true
}
