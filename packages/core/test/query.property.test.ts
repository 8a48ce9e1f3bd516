import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as browser from '../src/query.browser.ts'
import * as node from '../src/query.ts'

const pairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })))

test.each(['node', 'browser'] as const)('a query of %s is read as it was meant', (build) => {
  fc.assert(
    fc.property(pairs, (query) => {
      const written = { node, browser }[build].queryOf(query)
      expect(written).not.toMatch(/[\s#?]/)
      expect([...new URL(`http://bahi.test/v1/contacts?${written}`).searchParams]).toEqual(query)
    }),
  )
})
