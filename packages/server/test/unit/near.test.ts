import { expect, test } from 'vitest'
import { nearestName } from '../../src/kit/near.ts'

const known = ['contact_id', 'items', 'due_in_days', 'qty', 'rate', 'tax_rate']

test.each([
  ['contactId', 'contact_id'],
  ['contact-id', 'contact_id'],
  ['contactid', 'contact_id'],
  ['contcat_id', 'contact_id'],
  ['item', 'items'],
  ['due_in_day', 'due_in_days'],
  ['taxrate', 'tax_rate'],
  ['qt', null],
  ['quantity', null],
  ['rote', 'rate'],
  ['', null],
  ['x'.repeat(1000), null],
])('nearestName: %s is meant to be %s', (name, meant) => {
  expect(nearestName(name, known)).toBe(meant)
})
