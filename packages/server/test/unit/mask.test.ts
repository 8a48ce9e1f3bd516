import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskPhone } from '../../src/kit/mask.ts'

test('mask: country and last five digits are seen of a phone; nothing stays nothing', () => {
  expect(maskPhone('+919876543210')).toBe('+91••••43210')
  expect(maskPhone(null)).toBeNull()
})

test('mask: of a phone of any length that E.164 allows four digits at least are hidden', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{7,14}$/), (phone) => {
      const shown = maskPhone(phone)?.replace('••••', '') ?? ''
      expect(phone.length - shown.length).toBeGreaterThanOrEqual(4)
    }),
  )
})
