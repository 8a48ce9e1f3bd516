import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalOf, divideHalfUp, numberOf, roundTogether, sumOf, tenTo } from '../../src/kit/decimal.ts'

test('decimal: reads a number by its shortest text, exponents included', () => {
  expect(decimalOf(0.1)).toEqual({ units: 1n, places: 1 })
  expect(decimalOf(68)).toEqual({ units: 68n, places: 0 })
  expect(decimalOf(-1.005)).toEqual({ units: -1005n, places: 3 })
  expect(decimalOf(1e21)).toEqual({ units: tenTo(21), places: 0 })
  expect(decimalOf(1.25e21)).toEqual({ units: 125n * tenTo(19), places: 0 })
  expect(decimalOf(2.5e-7)).toEqual({ units: 25n, places: 8 })
  expect(decimalOf(-0)).toEqual({ units: 0n, places: 0 })
})

test('decimal: what is no decimal is a thrown bug', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => decimalOf(value)).toThrow()
})

test('decimal: every finite number comes back as it was', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
  fc.assert(fc.property(finite, (value) => numberOf(decimalOf(value)) === value))
})

test('decimal: a half rounds up', () => {
  expect([1n, 2n, 3n, 4n, 5n].map((n) => divideHalfUp(n, 2n))).toEqual([1n, 1n, 2n, 2n, 3n])
  expect(divideHalfUp(149n, 100n)).toBe(1n)
})

const fractions = fc.record({
  numerators: fc.array(fc.bigInt({ min: 0n, max: tenTo(18) }), { maxLength: 40 }),
  denominator: fc.bigInt({ min: 1n, max: tenTo(9) }),
})

test('decimal: fractions rounded together add up to their rounded sum, none a whole unit off', () => {
  fc.assert(
    fc.property(fractions, ({ numerators, denominator }) => {
      const parts = roundTogether(numerators, denominator)
      expect(sumOf(parts)).toBe(divideHalfUp(sumOf(numerators), denominator))
      for (const [index, part] of parts.entries()) {
        const off = part * denominator - (numerators[index] ?? 0n)
        expect(off > -denominator && off < denominator).toBe(true)
      }
    }),
  )
})

test('decimal: the missing units go to what lost most, the earlier of two equals first', () => {
  expect(roundTogether([17n, 18n, 15n], 10n)).toEqual([2n, 2n, 1n])
  expect(roundTogether([5n, 5n], 10n)).toEqual([1n, 0n])
})
