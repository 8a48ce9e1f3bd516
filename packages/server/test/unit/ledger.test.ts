import { manualModes, type PaymentMode, paymentModes } from '@bahi/spec'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  creditPostings,
  moneyAccounts,
  type Posting,
  paymentPostings,
  refundPostings,
  reversed,
  sendPostings,
  writeOffPostings,
} from '../../src/rules/ledger.ts'

const amount = fc.integer({ min: 1, max: 1_000_000_000_000_000 })
const worth = fc
  .record({ subtotal_minor: amount, tax_minor: fc.integer({ min: 0, max: 1_000_000_000 }) })
  .map((sums) => ({ ...sums, total_minor: sums.subtotal_minor + sums.tax_minor, currency: 'INR' }))
const mode = fc.constantFrom<PaymentMode>(...paymentModes)
const applied = fc.record({ amountMinor: amount, share: fc.double({ min: 0, max: 1, noNaN: true }) })

/** What the database will demand of it. */
function expectEntry(postings: readonly Posting[]): void {
  expect(postings.length).toBeGreaterThanOrEqual(2)
  expect(postings.every(({ amountMinor }) => amountMinor !== 0)).toBe(true)
  expect(postings.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)).toBe(0n)
  expect(postings.map(({ amountMinor }) => amountMinor < 0)).toEqual(
    postings.map(({ amountMinor }) => amountMinor < 0).toSorted(),
  )
}

test('postings: every act over more than nothing makes an entry: two legs or more, none of nothing, debits first, sum 0', () => {
  fc.assert(
    fc.property(worth, mode, applied, fc.boolean(), (sums, mode, { amountMinor, share }, isWrittenOff) => {
      const currency = 'INR'
      const appliedMinor = Math.floor(amountMinor * share)
      expectEntry(sendPostings(sums))
      expectEntry(reversed(sendPostings(sums)))
      expectEntry(paymentPostings({ mode, currency, amountMinor, appliedMinor, isWrittenOff }))
      expectEntry(creditPostings(sums, Math.floor(sums.total_minor * share)))
      expectEntry(refundPostings({ mode, currency, amountMinor }))
      expectEntry(writeOffPostings(currency, amountMinor))
    }),
  )
})

test('postings: a sending and its reversal leave nothing, account by account', () => {
  fc.assert(
    fc.property(worth, (sums) => {
      const left = new Map<string, number>()
      for (const { account, amountMinor } of [...sendPostings(sums), ...reversed(sendPostings(sums))]) {
        left.set(account, (left.get(account) ?? 0) + amountMinor)
      }
      expect([...left.values()].every((sum) => sum === 0)).toBe(true)
    }),
  )
})

test('postings: an invoice over nothing posts nothing', () => {
  const nothing = { currency: 'INR', subtotal_minor: 0, tax_minor: 0, total_minor: 0 }
  expect(sendPostings(nothing)).toEqual([])
})

test('postings: every mode has an account, and only the gateway its own', () => {
  expect(manualModes.map((mode) => moneyAccounts[mode])).toEqual([
    'bank',
    'cash',
    'card_clearing',
    'bank',
    'bank',
  ])
  expect(moneyAccounts.gateway).toBe('gateway_clearing')
})
