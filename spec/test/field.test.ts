import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  currency,
  currencyExponent,
  decimalPlaces,
  MAX_QUANTITY,
  metadata,
  phone,
  quantity,
  storable as storableUpTo,
  taxRate,
  text,
  timeGiven,
  timestamp,
} from '../src/field.ts'
import { state, timeZone } from '../src/tenant.ts'

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

// Up to 15 significant digits come back from a double as they went in, so the decimal text is known.
const digits = fc.bigInt({ min: 1n, max: 10n ** 15n - 1n }).filter((value) => value % 10n !== 0n)

describe('decimalPlaces', () => {
  test('counts the digits of the decimal that was written, in either notation', () => {
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 30 }), (value, places) => {
        expect(decimalPlaces(Number(`${value}e-${places}`))).toBe(places)
      }),
    )
  })

  test('is 0 for whole numbers, however large', () => {
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 200 }), (value, zeros) => {
        expect(decimalPlaces(Number(`${value}e${zeros}`))).toBe(0)
      }),
    )
  })

  test.each([
    [1e-7, 7],
    [1.5e-7, 8],
    [0.1 + 0.2, 17],
    [1e21, 0],
    [5e-324, 324],
    [-0.25, 2],
  ])('%d has %d', (value, places) => {
    expect(decimalPlaces(value)).toBe(places)
  })
})

describe('a time that is sent', () => {
  test('is taken when it can be answered as it is stored', () => {
    const minutes = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 })
    const ends = fc.constantFrom('0000-01-01T00:00:00', '2026-06-28T10:14:22', '9999-12-31T23:59:59')
    fc.assert(
      fc.property(ends, minutes, (local, offset) => {
        const [hour, minute] = [Math.abs(offset) / 60, Math.abs(offset) % 60]
        const two = (part: number) => String(Math.floor(part)).padStart(2, '0')
        const sent = `${local}${offset < 0 ? '-' : '+'}${two(hour)}:${two(minute)}`
        expect(takes(timeGiven(), sent)).toBe(takes(timestamp(), new Date(sent).toISOString()))
      }),
    )
  })
})

describe('quantity', () => {
  test('takes what is above 0, at most the bound and written with 3 decimals or fewer', () => {
    const value = fc.bigInt({ min: 0n, max: 10n ** 9n * 2n })
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 9 }), (whole, places) => {
        const written = Number(`${whole}e-${places}`)
        const exact = whole % 10n ** BigInt(Math.max(0, places - 3)) === 0n
        expect(takes(quantity(), written)).toBe(exact && written > 0 && written <= MAX_QUANTITY)
      }),
    )
  })

  test.each([0, -1, 1e-7, 0.0001, 1e-4, 1_000_000.001, Number.NaN, Number.POSITIVE_INFINITY, '1', null])(
    'refuses %s',
    (value) => {
      expect(takes(quantity(), value)).toBe(false)
    },
  )

  test.each([0.001, 1e-3, 2.5, 1e6])('takes %d', (value) => {
    expect(takes(quantity(), value)).toBe(true)
  })
})

describe('taxRate', () => {
  test.each([0, 0.25, 18, 28.125, 100])('takes %d', (value) => {
    expect(takes(taxRate(), value)).toBe(true)
  })
  test.each([-0.001, 0.0001, 1e-7, 100.001])('refuses %d', (value) => {
    expect(takes(taxRate(), value)).toBe(false)
  })
})

/** Read one UTF-16 unit at a time: the rule of text() in other words. */
function storable(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const unit = value.charCodeAt(index)
    if (unit === 0x7f || (unit < 0x20 && !'\t\n\r'.includes(value.charAt(index)))) return false
    if (unit < 0xd800 || unit > 0xdfff) continue
    const next = value.charCodeAt(index + 1)
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false
    index++
  }
  return true
}

const units = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }),
  fc.integer({ min: 0, max: 0x1f }),
  fc.integer({ min: 0xd800, max: 0xdfff }),
  fc.integer({ min: 0x61, max: 0x7f }),
)
const anyUnits = fc
  .array(units, { minLength: 1, maxLength: 20 })
  .map((codes) => String.fromCharCode(...codes))

describe('text', () => {
  test('refuses control characters and broken Unicode, and takes all else as it came', () => {
    fc.assert(
      fc.property(anyUnits, (value) => {
        const parsed = text(20).safeParse(value)
        expect(parsed.success).toBe(storable(value))
        if (parsed.success) expect(parsed.data).toBe(value)
      }),
      { numRuns: 1000 },
    )
  })

  test('keeps its bounds', () => {
    expect(takes(text(3), '')).toBe(false)
    expect(takes(text(3), 'abc')).toBe(true)
    expect(takes(text(3), 'abcd')).toBe(false)
  })

  test('counts code points, as JSON Schema does', () => {
    const atMost = 300
    const characters = fc.array(fc.constantFrom('a', 'é', '家', '🫖', '𝔅'), {
      maxLength: 2 * atMost,
      size: 'max',
    })
    fc.assert(
      fc.property(characters, (each) => {
        expect(takes(storableUpTo(atMost), each.join(''))).toBe(each.length <= atMost)
      }),
    )
    expect(takes(text(atMost), '🫖'.repeat(atMost))).toBe(true)
    const refused = text(atMost).safeParse('🫖'.repeat(atMost + 1)).error?.issues
    expect(refused).toMatchObject([
      { code: 'too_big', message: 'Too big: expected string to have <=300 characters' },
    ])
  })
})

describe('metadata', () => {
  const of = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'value']))

  test('takes 50 keys of 40 characters with values of 500', () => {
    expect(takes(metadata(), of(50))).toBe(true)
    expect(takes(metadata(), of(51))).toBe(false)
    expect(takes(metadata(), { ['k'.repeat(40)]: 'v'.repeat(500), empty: '' })).toBe(true)
    expect(takes(metadata(), { ['k'.repeat(41)]: 'v' })).toBe(false)
    expect(takes(metadata(), { key: 'v'.repeat(501) })).toBe(false)
    expect(takes(metadata(), { '': 'v' })).toBe(false)
  })

  test('takes the same number of characters, whichever they are', () => {
    expect(takes(metadata(), { ['🫖'.repeat(40)]: '🫖'.repeat(500) })).toBe(true)
    expect(takes(metadata(), { ['🫖'.repeat(41)]: '' })).toBe(false)
    expect(takes(metadata(), { tea: '🫖'.repeat(501) })).toBe(false)
  })

  test('refuses values that are not text', () => {
    for (const value of [1, true, null, {}, ['a']]) expect(takes(metadata(), { key: value })).toBe(false)
  })

  test('keeps every key as it came, or refuses it', () => {
    const keys = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('__proto__', 'constructor', 'toString'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.string()), { maxLength: 5 }), (entries) => {
        const sent: unknown = JSON.parse(
          `{${entries.map((pair) => pair.map((part) => JSON.stringify(part)).join(':'))}}`,
        )
        const parsed = metadata().safeParse(sent)
        if (parsed.success) expect(JSON.stringify(parsed.data)).toBe(JSON.stringify(sent))
      }),
    )
  })
})

describe('phone', () => {
  test('takes + and 8 to 15 digits that do not begin with 0', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?\d{5,18}$/), (value) => {
        const number = value.slice(1)
        const holds =
          value.startsWith('+') && number.length >= 8 && number.length <= 15 && !number.startsWith('0')
        expect(takes(phone(), value)).toBe(holds)
      }),
    )
  })

  test.each(['+91 98765 43210', '919876543210', '+91987654321O', '+919876543210\n', '', null])(
    'refuses %j',
    (value) => {
      expect(takes(phone(), value)).toBe(false)
    },
  )
})

describe('codes', () => {
  test('a currency is one of ISO 4217 in capitals, with its own exponent', () => {
    expect(['INR', 'JPY', 'KWD'].map(currencyExponent)).toEqual([2, 0, 3])
    for (const code of ['inr', 'Inr', 'XYZ', '', 'IN', 'INRR']) expect(takes(currency(), code)).toBe(false)
  })

  test('a time zone is one of IANA, not an offset', () => {
    for (const name of ['Asia/Kolkata', 'UTC', 'Europe/Berlin']) expect(takes(timeZone(), name)).toBe(true)
    for (const name of ['+05:30', '-0800', 'Mars/Olympus', '', 'IST+5'])
      expect(takes(timeZone(), name)).toBe(false)
  })

  test('a state is a short code in capitals', () => {
    for (const code of ['KA', '29', 'BAV']) expect(takes(state(), code)).toBe(true)
    for (const code of ['ka', '', 'KARN', 'K-A']) expect(takes(state(), code)).toBe(false)
  })
})
