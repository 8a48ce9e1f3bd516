import { expect, test } from 'vitest'
import { memoryStore } from '../src/store.ts'

const claim = { eventId: 'evt_1', holder: 'a', leaseSeconds: 180, keepSeconds: 1000 }
const other = { ...claim, holder: 'b' }

test('memoryStore: gives an event to one holder until it is released or completed', () => {
  const store = memoryStore()
  expect(store.claim(claim)).toBe('claimed')
  expect(store.claim(other)).toBe('in_progress')
  store.release(claim)
  expect(store.claim(other)).toBe('claimed')
  store.complete(other)
  expect(store.claim(claim)).toBe('completed')
})

test('memoryStore: lets a claim lapse after its lease, and its late holder free nothing', () => {
  let now = 0
  const store = memoryStore({ now: () => now })
  store.claim(claim)
  now = 179_999
  expect(store.claim(other)).toBe('in_progress')
  now = 180_000
  expect(store.claim(other)).toBe('claimed')
  store.release(claim)
  expect(store.claim(claim)).toBe('in_progress')
})

test('memoryStore: forgets a completed event after keepSeconds', () => {
  let now = 0
  const store = memoryStore({ now: () => now })
  store.claim(claim)
  store.complete(claim)
  now = 999_999
  expect(store.claim(claim)).toBe('completed')
  now = 1_000_000
  expect(store.claim(claim)).toBe('claimed')
})

test('memoryStore: holds at most maxEvents, letting the oldest completed one go and no running one', () => {
  const store = memoryStore({ maxEvents: 2 })
  const events = ['1', '2', '3'].map((eventId) => ({ ...claim, eventId }))
  for (const event of events) {
    store.claim(event)
    store.complete(event)
  }
  expect(events.map((event) => store.claim(event))).toEqual(['claimed', 'completed', 'completed'])
  expect(store.claim({ ...claim, eventId: '4' })).toBe('claimed')
  expect(store.claim({ ...claim, eventId: '5' })).toBe('in_progress')
})
