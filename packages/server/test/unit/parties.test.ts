import { expect, test } from 'vitest'
import { particulars, sellerOf } from '../../src/pages/parties.ts'
import { stateName } from '../../src/pages/states.ts'
import { visibleText } from '../support/pay.ts'

const today = { name: 'Acme', address: null, tax_id: 'DE123456789' }

test('parties: an invoice from before sellers were kept is from the tenant of today', () => {
  const seller = { name: 'Acme of old', address: null, tax_id: null }
  expect(sellerOf({ seller }, today)).toBe(seller)
  expect(sellerOf({ seller: null }, today)).toBe(today)
})

test.each([
  ['29ABCDE1234F1Z5', 'GSTIN'],
  ['29ABCDE1234F1ZW', 'GSTIN'],
  ['29abcde1234f1z5', 'Tax id'],
  ['29ABCDE1234F0Z5', 'Tax id'],
  ['29ABCDE1234F1Z55', 'Tax id'],
  ['FR 12 345678901', 'Tax id'],
])('parties: %s is called a %s', async (tax_id, label) => {
  expect(visibleText(String(await particulars({ address: null, tax_id })))).toContain(`${label} ${tax_id}`)
})

test('parties: an address is told line by line, with the line ends within it, city and code on one', async () => {
  const address = { line1: '1\n\n2', line2: null, city: '3\r\n4', postal_code: '5\n6', country: 'DE' }
  const told = String(await particulars({ address, tax_id: null }))
  expect(told.split('<br />').map((line) => visibleText(line).trim())).toEqual([
    '1',
    '2',
    '3',
    '4 5',
    '6',
    'Germany',
  ])
  const country = String(
    await particulars({ address: { ...address, line1: null, city: null, postal_code: null }, tax_id: null }),
  )
  expect(visibleText(country).trim()).toBe('Germany')
})

test('parties: a state is told by its name where it has one', () => {
  expect(['KA', 'OD', '29', 'BY'].map(stateName)).toEqual(['Karnataka (KA)', 'Odisha (OD)', '29', 'BY'])
})
