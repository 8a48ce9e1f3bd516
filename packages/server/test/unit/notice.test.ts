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

test('letters: a name from right to left, or with a turn in it, leaves the numbers beside it where they are', () => {
  const invoice = {
    invoice_no: 'INV-2026-00001',
    currency: 'INR',
    amount_due_minor: 118_000,
    due_at: null,
    hosted_url: null,
    customer: { name: 'أحمد 7', phone: null, address: null, tax_id: null },
  }
  const arabic = sentNotice(invoice, { name: 'شركة 12', timeZone: 'UTC' })
  expect(arabic.subject).toBe('Invoice INV-2026-00001 from \u2068شركة 12\u2069')
  expect(arabic.text).toContain('Dear \u2068أحمد 7\u2069,\n')
  expect(arabic.text).toContain('\u2068شركة 12\u2069 has sent you invoice INV-2026-00001.')
  const turned = reminderNotice(
    invoice,
    { name: 'Acme\u202e\nAmount due: INR 0.00', timeZone: 'UTC' },
    'on_due',
  )
  expect(turned.subject).toBe('Reminder: invoice INV-2026-00001 from Acme Amount due: INR 0.00 is due today')
  expect(turned.text.match(/^Amount due: .*/gm)).toEqual(['Amount due: INR 1180.00'])
})
