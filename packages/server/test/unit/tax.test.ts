import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumOf } from '../../src/kit/decimal.ts'
import { namedTaxes, taxesOf } from '../../src/rules/tax.ts'

const without = (rate: number) => ({ rate, inclusive: false })
const containing = (rate: number) => ({ rate, inclusive: true })

test('tax: a price without tax bears the rate, one with tax contains it', () => {
  expect(taxesOf([10000n], without(18))).toEqual([1800n])
  expect(taxesOf([11800n], containing(18))).toEqual([1800n])
  expect(taxesOf([100000n], without(0.25))).toEqual([250n])
  expect(taxesOf([10500n], containing(5))).toEqual([500n])
})

test('tax: lines of one rate add up to the rounded tax of their sum', () => {
  // 0.45 each: three lines rounded one by one would bear nothing.
  expect(sumOf(taxesOf([9n, 9n, 9n], without(5)))).toBe(1n)
  expect(taxesOf([13600n, 8400n], containing(5))).toEqual([648n, 400n])
})

const tax = fc.bigInt({ min: 0n, max: 10n ** 15n })
const rate = fc.integer({ min: 1, max: 100_000 }).map((thousandths) => thousandths / 1000)

test('tax: one state on both sides is half CGST and half SGST, adding up', () => {
  const place = { tenantState: 'KA', contactState: 'KA' }
  expect(namedTaxes({ rate: 18, base: 10000n, tax: 1801n }, place)).toEqual([
    { name: 'CGST', rate: 9, base_minor: 10000, amount_minor: 901 },
    { name: 'SGST', rate: 9, base_minor: 10000, amount_minor: 900 },
  ])
  fc.assert(
    fc.property(tax, rate, (amount, percent) => {
      const parts = namedTaxes({ rate: percent, base: 1n, tax: amount }, place)
      expect(parts.map(({ amount_minor }) => amount_minor).reduce((a, b) => a + b)).toBe(Number(amount))
      expect(parts.map((part) => part.rate)).toEqual([percent / 2, percent / 2])
    }),
  )
})

test('tax: two states bear IGST; without both states it is called Tax', () => {
  const total = { rate: 18, base: 10000n, tax: 1800n }
  const named = (tenantState: string | null, contactState: string | null) =>
    namedTaxes(total, { tenantState, contactState }).map(({ name }) => name)
  expect(named('KA', 'MH')).toEqual(['IGST'])
  expect(named('KA', null)).toEqual(['Tax'])
  expect(named(null, 'KA')).toEqual(['Tax'])
  expect(named(null, null)).toEqual(['Tax'])
})
