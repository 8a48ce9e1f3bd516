import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type LinkedInvoice,
  type LinkFacts,
  payableMinor,
  readExpiry,
  statusOf,
} from '../../src/rules/payment-link.ts'

const NOW = Date.UTC(2026, 5, 28)

const link = fc.record<LinkFacts>({
  amount_minor: fc.integer({ min: 1, max: 1_000_000 }),
  amount_paid_minor: fc.nat(2_000_000),
  expires_at: fc.option(fc.integer({ min: NOW - 1000, max: NOW + 1000 })),
  cancelled_at: fc.option(fc.integer({ min: NOW - 1000, max: NOW })),
})
const invoice = fc.option(
  fc.record<LinkedInvoice>({
    status: fc.constantFrom('open', 'paid', 'void', 'uncollectible'),
    amount_due_minor: fc.nat(1_000_000),
    closed_at: fc.option(fc.integer({ min: NOW - 1000, max: NOW })),
  }),
)

test('payable: never more than the link has left or the invoice wants, and nothing of a closed link', () => {
  fc.assert(
    fc.property(link, invoice, (facts, linked) => {
      const payable = payableMinor(facts, linked, NOW)
      const isOpen = ['open', 'partially_paid'].includes(statusOf(facts, linked, NOW))
      expect(payable).toBeGreaterThanOrEqual(0)
      expect(payable).toBeLessThanOrEqual(Math.max(0, facts.amount_minor - facts.amount_paid_minor))
      if (linked !== null) expect(payable).toBeLessThanOrEqual(linked.amount_due_minor)
      if (!isOpen) expect(payable).toBe(0)
    }),
  )
})

test('status: what was paid is paid, whatever came after', () => {
  fc.assert(
    fc.property(link, invoice, (facts, linked) => {
      if (facts.amount_paid_minor >= facts.amount_minor) expect(statusOf(facts, linked, NOW)).toBe('paid')
    }),
  )
})

test('expiry: 15 minutes to 6 months ahead', () => {
  const at = (ms: number) => new Date(ms).toISOString()
  expect(readExpiry(undefined, NOW)).toBeNull()
  expect(readExpiry(null, NOW)).toBeNull()
  expect(readExpiry(at(NOW + 900_000), NOW)).toBe(NOW + 900_000)
  expect(() => readExpiry(at(NOW + 899_999), NOW)).toThrow()
  expect(readExpiry('2026-12-28T00:00:00Z', NOW)).toBe(Date.UTC(2026, 11, 28))
  expect(() => readExpiry('2026-12-28T00:00:01Z', NOW)).toThrow()
})

test('expiry: six months from the last of a long month end with the last of a short one', () => {
  const [now, end] = [Date.UTC(2026, 7, 31), Date.UTC(2027, 1, 28)]
  expect(readExpiry('2027-02-28T00:00:00Z', now)).toBe(end)
  expect(() => readExpiry('2027-02-28T00:00:01Z', now)).toThrow()
})
