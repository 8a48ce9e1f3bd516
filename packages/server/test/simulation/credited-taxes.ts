import { expect } from 'vitest'
import type { TestTenant } from '../support/harness.ts'
import { allOf } from './all.ts'
import type { Body } from './worth.ts'

/** The taxes of an invoice's credit notes add up to its own when it is credited whole, and to no more of any before. */
export async function expectCreditedTaxes(tenant: Pick<TestTenant, 'api'>): Promise<void> {
  const notesOf = Map.groupBy(await allOf(tenant, '/credit-notes'), (note) => note.invoice_id)
  for (const invoice of await allOf(tenant, '/invoices')) {
    const notes = notesOf.get(invoice.id) ?? []
    for (const { taxes, tax_minor } of notes) expect(sum(taxes.map(amountOf))).toBe(tax_minor)
    const isWhole = invoice.amount_credited_minor === invoice.total_minor && notes.length > 0
    for (const tax of invoice.taxes) {
      const parts = notes.flatMap(({ taxes }) => taxes).filter((part) => nameOf(part) === nameOf(tax))
      const { base_minor, amount_minor } = tax
      const left = [base_minor - sum(parts.map(baseOf)), amount_minor - sum(parts.map(amountOf))]
      expect(Math.min(...left, ...parts.map(baseOf), ...parts.map(amountOf))).toBeGreaterThanOrEqual(0)
      if (isWhole) expect(left, nameOf(tax)).toEqual([0, 0])
    }
  }
}

const nameOf = ({ name, rate }: Body): string => `${name} ${rate}`
const baseOf = (tax: Body): number => tax.base_minor
const amountOf = (tax: Body): number => tax.amount_minor
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
