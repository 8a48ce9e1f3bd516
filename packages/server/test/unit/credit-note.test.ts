import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromThousandths, inThousandths } from '../../src/kit/quantity.ts'
import { creditNoteNumber, creditOf } from '../../src/rules/credit-note.ts'

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
