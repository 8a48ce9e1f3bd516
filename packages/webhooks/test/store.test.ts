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

test('memoryStore: lets a handler that never returns take a place no longer than its lease', () => {
  let now = 0
  const store = memoryStore({ maxEvents: 2, now: () => now })
  const claims = (...ids: string[]) => ids.map((eventId) => store.claim({ ...claim, eventId }))
  expect(claims('1', '2', '3')).toEqual(['claimed', 'claimed', 'in_progress'])
  now = 180_000
  expect(claims('3', '1', '2')).toEqual(['claimed', 'claimed', 'in_progress'])
})

test('memoryStore: lets an event that was completed again stay as long as any new one', () => {
  let now = 0
  const store = memoryStore({ maxEvents: 2, now: () => now })
  const done = (eventId: string, keepSeconds: number) => store.complete({ ...claim, eventId, keepSeconds })
  done('1', 1)
  done('2', 1000)
  now = 2000
  done('1', 1000)
  done('3', 1000)
  expect(['1', '3', '2'].map((eventId) => store.claim({ ...claim, eventId }))).toEqual([
    'completed',
    'completed',
    'claimed',
  ])
})
