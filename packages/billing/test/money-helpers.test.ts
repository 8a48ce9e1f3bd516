import currencyCodes from 'currency-codes'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  add,
  allocate,
  compare,
  decimalsOf,
  format,
  type Money,
  money,
  parse,
  subtract,
  toDecimal,
} from '../src/money.ts'

const minor = fc.integer({ min: -(10 ** 15), max: 10 ** 15 })
const currency = fc.constantFrom('INR', 'JPY', 'KWD', 'CLF', 'USD')

describe('money', () => {
  test('knows the decimals of every currency of ISO 4217', () => {
    const codes = currencyCodes.codes().filter((code) => !/^X/.test(code) || /^X[AOP]F$/.test(code))
    expect(codes.length).toBeGreaterThan(150)
    for (const code of codes)
      expect([code, decimalsOf(code)]).toEqual([code, currencyCodes.code(code)?.digits])
  })

  test('is whole and within the bound of the API', () => {
    expect(money(6850, 'INR')).toEqual({ amountMinor: 6850, currency: 'INR' })
    for (const wrong of [0.5, Number.NaN, 10 ** 15 + 1, Number.POSITIVE_INFINITY])
      expect(() => money(wrong, 'INR')).toThrow(RangeError)
    expect(() => money(1, 'rupees')).toThrow(/ISO 4217/)
    expect(money(-0, 'INR')).toEqual(money(0, 'INR'))
  })

  test.each(['jpy', 'JP', '', 'Y K', 'rupees'])('has no decimals that anybody knows in %j', (code) => {
    const made = { amountMinor: 6850, currency: code } // by hand, past money()
    for (const use of [
      () => decimalsOf(code),
      () => toDecimal(made),
      () => format(made),
      () => parse('1', code),
    ])
      expect(use).toThrow(/is not an ISO 4217 code/)
  })

  test.each([1.5, 1e21, Number.NaN])('toDecimal and format refuse %d, which is no amount', (amountMinor) => {
    const made = { amountMinor, currency: 'INR' }
    expect(() => toDecimal(made)).toThrow(RangeError)
    expect(() => format(made)).toThrow(RangeError)
  })

  test.each<[string | number, string, number]>([
    ['68.50', 'INR', 6850],
    [68.5, 'INR', 6850],
    ['0.07', 'INR', 7],
    [1.1, 'KWD', 1100],
    ['-3', 'INR', -300],
    ['120', 'JPY', 120],
    ['10000000000000.00', 'INR', 10 ** 15],
    ['-0', 'INR', 0],
  ])('parse: %j in %s is %d', (decimal, code, amountMinor) => {
    expect(parse(decimal, code)).toEqual({ amountMinor, currency: code })
  })

  test.each<[string | number, string]>([
    ['68.505', 'INR'],
    ['1.5', 'JPY'],
    ['1,000', 'INR'],
    ['', 'INR'],
    ['1e3', 'INR'],
    ['.5', 'INR'],
    ['10000000000000.01', 'INR'],
    [0.1 + 0.2, 'INR'],
    [1e21, 'INR'],
  ])('parse: %j in %s is refused, never rounded', (decimal, code) => {
    expect(() => parse(decimal, code)).toThrow(RangeError)
  })

  test('parse reads what toDecimal writes, whatever the amount', () => {
    fc.assert(
      fc.property(minor, currency, (amountMinor, code) => {
        const amount = { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency: code }
        expect(parse(toDecimal(amount), code)).toEqual(amount)
      }),
    )
    expect([toDecimal(money(-5, 'INR')), toDecimal(money(7, 'JPY')), toDecimal(money(7, 'KWD'))]).toEqual([
      '-0.05',
      '7',
      '0.007',
    ])
  })

  test('format writes for people, to the last digit', () => {
    expect(format(money(12_345_678_50, 'INR'), 'en-IN')).toBe('₹1,23,45,678.50')
    expect(format(money(120, 'JPY'), 'en-US')).toBe('¥120')
    expect(format(money(1500, 'IQD'), 'en-US')).toMatch(/^IQD\s1\.500$/)
    expect(format(money(999_999_999_999_999, 'USD'), 'en-US')).toBe('$9,999,999,999,999.99')
    expect(format(money(-500, 'USD'), ['en-US'], { currencySign: 'accounting' })).toBe('($5.00)')
    expect(format(money(120, 'JPY'), 'en-US', { currency: 'USD' })).toBe('¥120')
  })

  test.each<[Intl.NumberFormatOptions, string]>([
    [{ maximumFractionDigits: 0 }, '$1,235'],
    [{ maximumFractionDigits: 1 }, '$1,234.6'],
    [{ minimumFractionDigits: 0 }, '$1,234.56'],
    [{ minimumFractionDigits: 3 }, '$1,234.560'],
    [{ minimumFractionDigits: 0, maximumFractionDigits: 1 }, '$1,234.6'],
    [{ maximumFractionDigits: undefined }, '$1,234.56'],
    [{ maximumSignificantDigits: 2 }, '$1,200'],
  ])('format takes each bound of digits alone: %j', (options, text) => {
    expect(format(money(1234_56, 'USD'), 'en-US', options)).toBe(text)
  })

  test('is added, subtracted and compared in one currency', () => {
    const [tea, cake] = [money(4000, 'INR'), money(6850, 'INR')]
    expectTypeOf(add(tea, cake)).toEqualTypeOf<Money<'INR'>>()
    expect(add(tea, cake)).toEqual(money(10_850, 'INR'))
    expect(subtract(tea, cake)).toEqual(money(-2850, 'INR'))
    expect([cake, tea].sort(compare)).toEqual([tea, cake])
    expect(() => add(money(10 ** 15, 'INR'), money(1, 'INR'))).toThrow(RangeError)
  })

  test('of two currencies does not compile, and throws where the compiler cannot see it', () => {
    const [rupees, dollars] = [money(1, 'INR'), money(1, 'USD')]
    // @ts-expect-error two currencies
    expect(() => add(rupees, dollars)).toThrow(/USD is not INR/)
    // @ts-expect-error two currencies
    expect(() => subtract(rupees, dollars)).toThrow(TypeError)
    // @ts-expect-error two currencies
    expect(() => compare(rupees, dollars)).toThrow(TypeError)
    const unseen: Money = dollars
    expect(() => add<string>(rupees, unseen)).toThrow(TypeError)
  })

  test('allocate gives the last units to the largest remainders', () => {
    const shared = (amount: number, weights: number[]) =>
      allocate(money(amount, 'INR'), weights).map(({ amountMinor }) => amountMinor)
    expect(shared(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(shared(-100, [1, 1, 1])).toEqual([-34, -33, -33])
    expect(shared(101, [50, 30, 20])).toEqual([51, 30, 20])
    expect(shared(5, [0, 3, 7])).toEqual([0, 2, 3])
    expect(shared(0, [1, 2])).toEqual([0, 0])
    for (const wrong of [[], [0, 0], [-1, 2], [0.5], [Number.NaN]])
      expect(() => shared(1, wrong)).toThrow(RangeError)
  })

  test('allocate loses and invents nothing, and no part is a unit off its fair share', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 1, maxLength: 20 })
      .filter((list) => list.some((weight) => weight > 0))
    fc.assert(
      fc.property(minor, weights, (amount, list) => {
        const parts = allocate(money(amount, 'INR'), list).map(({ amountMinor }) => BigInt(amountMinor))
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(BigInt(amount))
        const sum = list.reduce((total, weight) => total + BigInt(weight), 0n)
        for (const [index, part] of parts.entries()) {
          const off = part * sum - BigInt(amount) * BigInt(list[index] ?? 0)
          expect(off < sum && off > -sum).toBe(true)
        }
      }),
    )
  })
})
