import { expect, test } from 'vitest'
import { reminderNotice, sentNotice } from '../../src/rules/notice.ts'

test('letters: the due date is the day that it is where the merchant is, as on the page', () => {
  const invoice = {
    invoice_no: 'INV-2026-00001',
    currency: 'INR',
    amount_due_minor: 118_000,
    due_at: '2026-07-05T20:00:00.000Z',
    hosted_url: null,
    customer: null,
  }
  const dates = ['Asia/Kolkata', 'UTC', 'America/New_York'].map((timeZone) => {
    const merchant = { name: 'Acme', timeZone }
    const letters = [sentNotice(invoice, merchant), reminderNotice(invoice, merchant, 'on_due')]
    return letters.map(({ text }) => /Due date: (.*)/.exec(text)?.[1])
  })
  expect(dates).toEqual([
    ['2026-07-06', '2026-07-06'],
    ['2026-07-05', '2026-07-05'],
    ['2026-07-05', '2026-07-05'],
  ])
})
