import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contained, isolated } from '../../src/kit/bidi.ts'

test('isolated: a name from right to left stands between isolates, any other as it is', () => {
  expect(isolated('شركة 12')).toBe('\u2068شركة 12\u2069')
  expect(isolated('חברה')).toBe('\u2068חברה\u2069')
  for (const name of ['Nilgiri Kitchens', 'नीलगिरि', '株式会社 12', 'Möbel – 5 %', ''])
    expect(isolated(name)).toBe(name)
})

test('isolated: nothing in a text ends its isolate, or goes on behind it', () => {
  expect(isolated('شركة\u2069\u202e 12')).toBe('\u2068شركة 12\u2069')
  expect(isolated('Acme\u202e')).toBe('Acme')
  expect(isolated('Acme\r\nAmount due: INR 0.00')).toBe('Acme Amount due: INR 0.00')
  const controls = fc.string({
    unit: fc.constantFrom(...'a1 ا\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n'),
  })
  fc.assert(
    fc.property(controls, (text) => {
      expect(contained(text)).toBe([...text].filter((one) => 'a1 ا\n'.includes(one)).join(''))
      expect(isolated(text)).toMatch(/^(\u2068[a1 ا]*\u2069|[a1 ]*)$/)
    }),
  )
})
