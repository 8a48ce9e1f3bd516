import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromThousandths, inThousandths } from '../../src/kit/quantity.ts'
import { creditedTaxes, creditNoteNumber, creditOf } from '../../src/rules/credit-note.ts'
import type { TaxedLine } from '../../src/rules/tax.ts'
import { totalsOf } from '../../src/rules/total.ts'

const minor = fc.integer({ min: 0, max: 400_000_000_000_000 })
const lineSums = fc
  .record({ subtotal_minor: minor, tax_minor: minor })
  .map((sums) => ({ ...sums, total_minor: sums.subtotal_minor + sums.tax_minor }))
const cuts = fc.array(fc.bigInt({ min: 1n, max: 1_000_000n }), { minLength: 1, maxLength: 20 })

test('credit: the parts of a line are never below 0 and sum to it, however it is cut', () => {
  fc.assert(
    fc.property(lineSums, cuts, (line, parts) => {
      const qty = parts.reduce((sum, part) => sum + part, 0n)
      let before = 0n
      const left = { ...line }
      for (const now of parts) {
        const credit = creditOf(line, { qty, before, now })
        expect(Math.min(credit.subtotal_minor, credit.tax_minor)).toBeGreaterThanOrEqual(0)
        expect(credit.total_minor).toBe(credit.subtotal_minor + credit.tax_minor)
        left.subtotal_minor -= credit.subtotal_minor
        left.tax_minor -= credit.tax_minor
        left.total_minor -= credit.total_minor
        before += now
      }
      expect(left).toEqual({ subtotal_minor: 0, tax_minor: 0, total_minor: 0 })
    }),
  )
})

test('credit: a part is worth its share, to the nearest minor unit at both ends', () => {
  const line = { subtotal_minor: 100, tax_minor: 18, total_minor: 118 }
  const third = (n: bigint) => creditOf(line, { qty: 3000n, before: n * 1000n, now: 1000n }).total_minor
  expect([third(0n), third(1n), third(2n)]).toEqual([39, 40, 39])
})

test('credit: quantities keep three decimals, exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (thousandths) => {
      expect(fromThousandths(inThousandths(thousandths / 1000))).toBe(thousandths / 1000)
      expect(inThousandths(thousandths / 1000)).toBe(BigInt(thousandths))
    }),
  )
})

test('credit: numbers have five digits or more', () => {
  expect([1, 123_456].map((n) => creditNoteNumber(2026, n))).toEqual(['CRN-2026-00001', 'CRN-2026-123456'])
})

const taxedLine = fc.record({
  qty: fc.integer({ min: 1, max: 20_000 }).map((thousandths) => thousandths / 1000),
  rate_minor: fc.integer({ min: 0, max: 1_000_000 }),
  // Few rates, so that lines share them; an odd thousandth halves to four digits.
  tax_rate: fc.constantFrom(0, 0.25, 5, 5.001, 18),
  tax_inclusive: fc.boolean(),
})
const anyState = fc.constantFrom('KA', 'MH', null)
/** Notes: of which lines each takes how many thousandth parts of what is left. */
const anyNotes = fc.array(
  fc.array(fc.record({ line: fc.nat(4), share: fc.integer({ min: 1, max: 1000 }) }), { minLength: 1 }),
  { maxLength: 6 },
)

const key = ({ name, rate }: { name: string; rate: number }) => `${name} ${rate}`
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const total = (lines: readonly TaxedLine[], member: 'subtotal_minor' | 'tax_minor') =>
  sum(lines.map((line) => line[member]))

test('credit: the taxes of all notes of an invoice sum to its own by name, and never exceed them before', () => {
  const lines = fc.array(taxedLine, { minLength: 1, maxLength: 5 })
  const place = fc.record({ tenantState: anyState, contactState: anyState })
  fc.assert(
    fc.property(lines, place, anyNotes, (drafted, where, notes) => {
      const outcome = totalsOf(drafted, where)
      if ('tooLarge' in outcome) throw new Error('too large')
      const { totals } = outcome
      const qtyOf = drafted.map(({ qty }) => inThousandths(qty))
      const takenOf = drafted.map(() => 0n)
      const part = (n: number, before: bigint, now: bigint): TaxedLine => ({
        tax_rate: drafted[n]?.tax_rate ?? 0,
        ...creditOf(totals.lines[n] ?? totals, { qty: qtyOf[n] ?? 1n, before, now }),
      })
      const left = new Map(totals.taxes.map((tax) => [key(tax), { ...tax }]))
      const issue = (parts: readonly { n: number; now: bigint }[]) => {
        const before = takenOf.map((taken, n) => part(n, 0n, taken))
        const now = parts.map((each) => part(each.n, takenOf[each.n] ?? 0n, each.now))
        const taxes = creditedTaxes(totals.taxes, { before, now })
        for (const each of parts) takenOf[each.n] = (takenOf[each.n] ?? 0n) + each.now
        expect(sum(taxes.map((tax) => tax.amount_minor))).toBe(total(now, 'tax_minor'))
        const bases = taxes.filter(({ name }) => name !== 'SGST').map((tax) => tax.base_minor)
        const taxed = now.filter((line) => line.tax_rate > 0)
        expect(sum(bases)).toBe(total(taxed, 'subtotal_minor'))
        for (const tax of taxes) {
          expect(Math.min(tax.base_minor, tax.amount_minor)).toBeGreaterThanOrEqual(0)
          const rest = left.get(key(tax))
          if (rest === undefined) throw new Error(`The invoice has no ${key(tax)}.`)
          rest.base_minor -= tax.base_minor
          rest.amount_minor -= tax.amount_minor
          expect(Math.min(rest.base_minor, rest.amount_minor)).toBeGreaterThanOrEqual(0)
        }
      }
      const restOf = (n: number) => (qtyOf[n] ?? 0n) - (takenOf[n] ?? 0n)
      for (const note of notes) {
        const shares = new Map(note.map(({ line, share }) => [line % drafted.length, share]))
        issue([...shares].map(([n, share]) => ({ n, now: (restOf(n) * BigInt(share)) / 1000n })))
      }
      issue([...drafted.keys()].map((n) => ({ n, now: restOf(n) })))
      for (const rest of left.values()) expect(rest).toMatchObject({ base_minor: 0, amount_minor: 0 })
    }),
  )
})

test('credit: an odd unit of tax goes to CGST and to SGST in turn, as on the invoice when all is taken back', () => {
  const taxes = [
    { name: 'CGST', rate: 9, base_minor: 15, amount_minor: 2 },
    { name: 'SGST', rate: 9, base_minor: 15, amount_minor: 1 },
  ]
  const third = { tax_rate: 18, subtotal_minor: 5, tax_minor: 1 }
  const amounts = [0, 1, 2].map((n) =>
    creditedTaxes(taxes, { before: Array(n).fill(third), now: [third] }).map((tax) => tax.amount_minor),
  )
  expect(amounts).toEqual([
    [1, 0],
    [0, 1],
    [1, 0],
  ])
})
