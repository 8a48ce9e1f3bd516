import { type InvoiceTax, MAX_AMOUNT_MINOR } from '@bahi/spec'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toMajor, toMinor } from '../../src/kit/money.ts'
import type { TaxPlace } from '../../src/rules/tax.ts'
import { amountOf, type Line, type Totals, totalsOf } from '../../src/rules/total.ts'

const nowhere: TaxPlace = { tenantState: null, contactState: null }
const line = (given: Partial<Line>): Line => ({
  qty: 1,
  rate_minor: 0,
  tax_rate: 0,
  tax_inclusive: false,
  ...given,
})

function totals(lines: readonly Line[], place = nowhere): Totals {
  const outcome = totalsOf(lines, place)
  if ('tooLarge' in outcome) throw new Error('too large')
  return outcome.totals
}

/** Percent, as taxes are and as they may be: up to 3 decimals. */
const anyRate = fc.oneof(
  fc.constantFrom(0, 0.25, 5, 12, 18, 28, 33.333, 100),
  fc.integer({ min: 0, max: 100_000 }).map((thousandths) => thousandths / 1000),
)
const anyLine = fc.record({
  qty: fc.integer({ min: 1, max: 1_000_000 }).map((thousandths) => thousandths / 1000),
  rate_minor: fc.integer({ min: 0, max: 100_000_000 }),
  tax_rate: anyRate,
  tax_inclusive: fc.boolean(),
})
const anyLines = fc.array(anyLine, { maxLength: 30 })
const state = fc.constantFrom('KA', 'MH', null)
const anyPlace = fc.record({ tenantState: state, contactState: state })

/** CGST and SGST are told at half the rate of their lines. */
const wholeRate = ({ name, rate }: InvoiceTax) => (name === 'CGST' || name === 'SGST' ? rate * 2 : rate)

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

test('total: nothing is worth nothing', () => {
  expect(totals([])).toEqual({ lines: [], taxes: [], subtotal_minor: 0, tax_minor: 0, total_minor: 0 })
})

test('total: 2 × 68 and 6 × 14 are 220, with no tax and with 5 % contained', () => {
  const basket = (tax: Partial<Line>) => [
    line({ qty: 2, rate_minor: 6800, ...tax }),
    line({ qty: 6, rate_minor: 1400, ...tax }),
  ]
  expect(totals(basket({}))).toMatchObject({
    subtotal_minor: 22000,
    tax_minor: 0,
    total_minor: 22000,
    taxes: [],
  })
  expect(totals(basket({ tax_rate: 5, tax_inclusive: true }))).toEqual({
    subtotal_minor: 20952,
    tax_minor: 1048,
    total_minor: 22000,
    lines: [
      { subtotal_minor: 12952, tax_minor: 648, total_minor: 13600 },
      { subtotal_minor: 8000, tax_minor: 400, total_minor: 8400 },
    ],
    taxes: [{ name: 'Tax', rate: 5, base_minor: 20952, amount_minor: 1048 }],
  })
})

test('total: a line rounds half-up once', () => {
  expect(amountOf({ qty: 0.5, rate_minor: 1 })).toBe(1n)
  expect(amountOf({ qty: 0.333, rate_minor: 100 })).toBe(33n)
  expect(amountOf({ qty: 1.005, rate_minor: 100 })).toBe(101n)
})

test('total: every sum equals the sum of its parts', () => {
  fc.assert(
    fc.property(anyLines, anyPlace, (lines, place) => {
      const all = totals(lines, place)
      for (const part of [...all.lines, all]) {
        expect(part.subtotal_minor + part.tax_minor).toBe(part.total_minor)
        expect(part.subtotal_minor).toBeGreaterThanOrEqual(0)
      }
      for (const member of ['subtotal_minor', 'tax_minor', 'total_minor'] as const) {
        expect(sum(all.lines.map((part) => part[member]))).toBe(all[member])
      }
      expect(sum(all.taxes.map((tax) => tax.amount_minor))).toBe(all.tax_minor)
    }),
  )
})

test('total: taxes tell of every taxed line once, its halves equal to a unit', () => {
  fc.assert(
    fc.property(anyLines, anyPlace, (lines, place) => {
      const { lines: parts, taxes } = totals(lines, place)
      const taxed = parts.filter((_, n) => (lines[n]?.tax_rate ?? 0) > 0)
      const once = taxes.filter(({ name }) => name !== 'SGST')
      expect(sum(once.map(({ base_minor }) => base_minor))).toBe(
        sum(taxed.map((part) => part.subtotal_minor)),
      )
      const halvesOf = (half: string) => taxes.filter(({ name }) => name === half)
      for (const [n, central] of halvesOf('CGST').entries()) {
        const local = halvesOf('SGST')[n]
        expect(local).toMatchObject({ rate: central.rate, base_minor: central.base_minor })
        expect([0, 1]).toContain(central.amount_minor - (local?.amount_minor ?? Number.NaN))
      }
    }),
  )
})

test('total: a rate bears the exact tax of its prices, rounded once for those without it and once for those with it', () => {
  // in 100,000ths, as rates have 3 decimals of a percent
  const whole = 100_000n
  fc.assert(
    fc.property(anyLines, anyPlace, (lines, place) => {
      const { taxes } = totals(lines, place)
      const rates = new Set(lines.map(({ tax_rate }) => tax_rate).filter((rate) => rate > 0))
      for (const rate of rates) {
        const part = BigInt(Math.round(rate * 1000))
        const under = lines.filter(({ tax_rate }) => tax_rate === rate)
        const worth = (inclusive: boolean) =>
          under
            .filter((each) => each.tax_inclusive === inclusive)
            .reduce((total, each) => total + amountOf(each), 0n)
        const told = taxes.filter((tax) => wholeRate(tax) === rate)
        const twice = 2n * BigInt(sum(told.map(({ amount_minor }) => amount_minor)))
        const exactTwice = 2n * part * (worth(false) * (whole + part) + worth(true) * whole)
        const apart = twice * whole * (whole + part) - exactTwice
        const roundings = BigInt(new Set(under.map(({ tax_inclusive }) => tax_inclusive)).size)
        expect(apart < 0n ? -apart : apart).toBeLessThanOrEqual(roundings * whole * (whole + part))
      }
    }),
  )
})

test('total: a line whose price contains the tax is worth just that price', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const inclusive = lines.map((each) => ({ ...each, tax_inclusive: true }))
      const all = totals(inclusive)
      expect(all.lines.map((each) => BigInt(each.total_minor))).toEqual(inclusive.map(amountOf))
    }),
  )
})

test('total: a dearer price, a larger quantity or a higher tax never makes the total smaller', () => {
  const rise = fc.record({ price: fc.nat(100), quantity: fc.nat(100) })
  const rises = fc.array(fc.tuple(anyLine, rise), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(rises, fc.nat(5), (pairs, tax) => {
      const before = totals(pairs.map(([each]) => each))
      const dearer = pairs.map(([each, { price }]) => ({ ...each, rate_minor: each.rate_minor + price }))
      const more = pairs.map(([each, { quantity }]) => ({
        ...each,
        qty: Math.floor(each.qty) + quantity + 1,
      }))
      const taxed = pairs.map(([each]) => ({ ...each, tax_rate: each.tax_rate + tax }))
      for (const risen of [dearer, more, taxed]) {
        expect(totals(risen).total_minor).toBeGreaterThanOrEqual(before.total_minor)
      }
    }),
  )
})

test('total: the order of lines changes no sum', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const { lines: _, ...forward } = totals(lines)
      const { lines: __, ...backward } = totals([...lines].reverse())
      expect(backward).toEqual(forward)
    }),
  )
})

test('total: prices in major units drift by nothing on the way in and out, for every exponent that there is', () => {
  const currencies = [
    { currency: 'JPY', places: 0 },
    { currency: 'INR', places: 2 },
    { currency: 'KWD', places: 3 },
    { currency: 'CLF', places: 4 },
    { currency: 'UYW', places: 4 },
  ]
  fc.assert(
    fc.property(anyLines, anyPlace, fc.constantFrom(...currencies), (lines, place, { currency, places }) => {
      const read = lines.map((each) => {
        const major = Number(`${each.rate_minor}e-${places}`)
        const outcome = toMinor(major, currency)
        return { ...each, rate_minor: 'minor' in outcome ? outcome.minor : Number.NaN }
      })
      const all = totals(read, place)
      expect(all).toEqual(totals(lines, place))
      const [subtotal = 0n, tax = 0n, total = 0n] = [all.subtotal_minor, all.tax_minor, all.total_minor].map(
        (minor) => unitsOf(toMajor(minor, currency), places),
      )
      expect(subtotal + tax).toBe(total)
    }),
  )
})

/** The digits that a person reads, without the point: exact. */
function unitsOf(major: number, places: number): bigint {
  const [whole = '', fraction = ''] = major.toFixed(places).split('.')
  return BigInt(whole + fraction)
}

test('total: lines of one rate are one entry of taxes, the lowest rate first', () => {
  const place = { tenantState: 'KA', contactState: 'KA' }
  const lines = [
    line({ rate_minor: 1000, tax_rate: 18 }),
    line({ rate_minor: 1000, tax_rate: 5 }),
    line({ rate_minor: 1180, tax_rate: 18, tax_inclusive: true }),
    line({ rate_minor: 700 }),
  ]
  expect(totals(lines, place).taxes).toEqual([
    { name: 'CGST', rate: 2.5, base_minor: 1000, amount_minor: 25 },
    { name: 'SGST', rate: 2.5, base_minor: 1000, amount_minor: 25 },
    { name: 'CGST', rate: 9, base_minor: 2000, amount_minor: 180 },
    { name: 'SGST', rate: 9, base_minor: 2000, amount_minor: 180 },
  ])
})

test('total: lines beyond the largest amount are named, all of them; a sum beyond it names none', () => {
  const huge = line({ qty: 2, rate_minor: MAX_AMOUNT_MINOR })
  const largest = line({ rate_minor: MAX_AMOUNT_MINOR })
  expect(totalsOf([huge, line({}), huge], nowhere)).toEqual({ tooLarge: [0, 2] })
  expect(totalsOf([largest, line({ rate_minor: 1 })], nowhere)).toEqual({ tooLarge: [] })
  expect(totalsOf([{ ...largest, tax_rate: 5 }], nowhere)).toEqual({ tooLarge: [0] })
  expect(totals([largest]).total_minor).toBe(MAX_AMOUNT_MINOR)
})
