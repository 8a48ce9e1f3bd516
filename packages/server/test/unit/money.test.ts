import { MAX_AMOUNT_MINOR } from '@bahi/spec'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toMajor, toMinor } from '../../src/kit/money.ts'

const currencies = ['JPY', 'INR', 'KWD'] as const
const amount = fc.integer({ min: 0, max: MAX_AMOUNT_MINOR })

test("money: an amount counts in the currency's own minor unit", () => {
  expect(toMinor(68, 'JPY')).toEqual({ minor: 68 })
  expect(toMinor(68, 'INR')).toEqual({ minor: 6800 })
  expect(toMinor(68, 'KWD')).toEqual({ minor: 68000 })
  expect(toMinor(1.005, 'KWD')).toEqual({ minor: 1005 })
})

test('money: more digits than the currency has are refused, never rounded', () => {
  expect(toMinor(0.5, 'JPY')).toMatchObject({ fault: { code: 'too_many_decimals' } })
  expect(toMinor(1.005, 'INR')).toMatchObject({ fault: { code: 'too_many_decimals' } })
  expect(toMinor(1e-7, 'KWD')).toMatchObject({ fault: { code: 'too_many_decimals' } })
  expect(toMinor(0.1 + 0.2, 'INR')).toMatchObject({ fault: { code: 'too_many_decimals' } })
})

test('money: what no multiplication of doubles gets right is exact', () => {
  expect(toMinor(1.15, 'INR')).toEqual({ minor: 115 })
  expect(toMinor(8.41, 'INR')).toEqual({ minor: 841 })
  expect(toMinor(4.35, 'INR')).toEqual({ minor: 435 })
  expect(toMinor(1.001, 'KWD')).toEqual({ minor: 1001 })
})

test('money: an amount beyond the largest is refused', () => {
  expect(toMinor(1e13, 'INR')).toEqual({ minor: MAX_AMOUNT_MINOR })
  expect(toMinor(10_000_000_000_000.01, 'INR')).toMatchObject({ fault: { code: 'too_big' } })
  expect(toMinor(1e21, 'JPY')).toMatchObject({ fault: { code: 'too_big' } })
})

test('money: every amount goes to major units and back unchanged, for exponents 0, 2 and 3', () => {
  fc.assert(
    fc.property(amount, fc.constantFrom(...currencies), (minor, currency) => {
      expect(toMinor(toMajor(minor, currency), currency)).toEqual({ minor })
    }),
  )
})

test('money: major units are the shortest number for the amount', () => {
  expect(toMajor(22000, 'INR')).toBe(220)
  expect(toMajor(30, 'INR')).toBe(0.3)
  expect(toMajor(MAX_AMOUNT_MINOR - 1, 'KWD')).toBe(999999999999.999)
  expect(toMajor(7, 'JPY')).toBe(7)
})
