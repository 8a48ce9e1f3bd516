import { expect, test } from 'vitest'
import { surplusNotice } from '../../src/pages/surplus.ts'
import { visibleText } from '../support/pay.ts'

const told = async (keptMinor: number, pendingMinor: number) => {
  const surplus = { currency: 'INR', paidMinor: 10_000, surplusMinor: 4_000, keptMinor, pendingMinor }
  return visibleText(String(await surplusNotice(surplus, 'INV-2026-00001', 'Acme'))).trim()
}

const before = 'Of the ₹100.00 that was paid here, invoice INV-2026-00001 needed ₹60.00.'
const kept = 'is kept as your credit with Acme, who can send it back to you.'

test.each([
  [4_000, 0, `The other ₹40.00 ${kept}`],
  [4_000, 1_000, `The other ₹40.00 ${kept} ₹10.00 is on its way back to you.`],
  [1_500, 0, `Of the other ₹40.00, ₹25.00 has been sent back to you, and ₹15.00 ${kept}`],
  [0, 0, 'The other ₹40.00 has been sent back to you.'],
])(
  'a surplus of 40 of which %j is kept and %j on its way: told where it is',
  async (keptMinor, pendingMinor, words) => {
    expect(await told(keptMinor, pendingMinor)).toBe(`${before} ${words}`)
  },
)
