import { expect, test } from 'vitest'
import { createTypedMemory } from '../../src/pages/typed.ts'

const open = () => {
  const clock = { now: 0, wall: () => clock.now }
  return { clock, memory: createTypedMemory(clock) }
}

test('typed: is shown again for its own link alone, and not under a key that was never given', () => {
  const { memory } = open()
  const press = { method: 'upi', typed: { vpa: 'sucess@upi', amount: '12.50' } } as const
  const key = memory.keep('plink_a', press)
  expect(memory.recall('plink_a', key)).toEqual(press)
  expect(memory.recall('plink_a', key)).toEqual(press)
  expect(memory.recall('plink_b', key)).toBeNull()
  expect(memory.recall('plink_a', `${key}x`)).toBeNull()
})

test('typed: is forgotten after a while, and when much else was typed since', () => {
  const { clock, memory } = open()
  const press = { method: 'netbanking', typed: { bank: 'My bank' } } as const
  const first = memory.keep('plink_a', press)
  clock.now += 10 * 60 * 1000 - 1
  expect(memory.recall('plink_a', first)).toEqual(press)
  clock.now += 1
  expect(memory.recall('plink_a', first)).toBeNull()
  const again = memory.keep('plink_a', press)
  for (let n = 0; n < 1_000; n += 1) memory.keep('plink_b', press)
  expect(memory.recall('plink_a', again)).toBeNull()
})

test('typed: no security code is kept, no real card, no other field, and nothing long', () => {
  const { memory } = open()
  const kept = (typed: Record<string, string>) =>
    memory.recall('plink_a', memory.keep('plink_a', { method: 'card', typed }))?.typed
  const rest = { cvv: '987', attempt: '1', method: 'card', other: 'x' }
  expect(kept({ ...rest, number: '4242 4242 4242 4242', expiry: '12/49' })).toEqual({ expiry: '12/49' })
  expect(kept({ ...rest, number: '4111-1111 11111111' })).toEqual({ number: '4111-1111 11111111' })
  expect(kept({ vpa: 'x'.repeat(16_000) })).toEqual({ vpa: 'x'.repeat(100) })
})
