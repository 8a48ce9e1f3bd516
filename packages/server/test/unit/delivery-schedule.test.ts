import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  afterAttempt,
  hears,
  keptText,
  nextInLine,
  retryAfterMs,
  retryWaitsMs,
} from '../../src/rules/delivery.ts'

const MINUTE = 60_000

describe('schedule', () => {
  it('waits 4 min, 17 min, 1 h 8 min, 4 h 30 min and 18 h 1 min: 24 hours in all', () => {
    const waits = [1, 2, 3, 4, 5].map((attempt) => afterAttempt({ attempt, status: 500, retryAfterMs: null }))
    expect(waits).toEqual(
      [4, 17, 68, 270, 1081].map((minutes) => ({ status: 'pending', waitMs: minutes * MINUTE })),
    )
    expect(retryWaitsMs.reduce((sum, wait) => sum + wait)).toBe(24 * 60 * MINUTE)
  })

  it('gives up after the sixth attempt, whatever the receiver asks for', () => {
    fc.assert(
      fc.property(fc.option(fc.nat()), (asked) => {
        expect(afterAttempt({ attempt: 6, status: 503, retryAfterMs: asked })).toEqual({
          status: 'dead_letter',
        })
      }),
    )
  })

  it('takes 2xx for success and nothing else, no answer and redirects included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.option(fc.integer({ min: 100, max: 599 })),
        (attempt, status) => {
          const succeeded = afterAttempt({ attempt, status, retryAfterMs: null }).status === 'succeeded'
          expect(succeeded).toBe(status !== null && status >= 200 && status <= 299)
        },
      ),
    )
  })

  it('lets Retry-After lengthen a wait up to twice it and never shorten it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat({ max: 10 ** 9 }), (attempt, asked) => {
        const usual = retryWaitsMs[attempt - 1] ?? Number.NaN
        const verdict = afterAttempt({ attempt, status: 503, retryAfterMs: asked })
        expect(verdict).toEqual({ status: 'pending', waitMs: Math.min(2 * usual, Math.max(usual, asked)) })
      }),
    )
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-06-28T10:00:00Z')
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 28 Jun 2026 10:05:00 GMT', 300_000],
    ['Sunday, 28-Jun-26 10:05:00 GMT', 300_000],
    ['Sun, 28 Jun 2026 09:00:00 GMT', 0],
    ['', null],
    ['soon', null],
    ['-1', null],
    ['1.5', null],
    ['2026-06-28T10:05:00Z', null],
    ['9'.repeat(30), null],
    [undefined, null],
  ])('reads %j as %j ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms)
  })

  it('reads a date without a zone, the oldest of the three forms, as UTC wherever the server stands', () => {
    vi.stubEnv('TZ', 'Asia/Kolkata')
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(retryAfterMs('Sun Jun 28 10:05:00 2026', now)).toBe(300_000)
  })
})

describe('who hears of an event', () => {
  const endpoint = { id: 'whk_a', eventTypes: ['invoice.sent'], sinceSequence: 10 }
  const event = { type: 'invoice.sent', sequence: 11, endpointId: null }
  it.each([
    ['a subscriber, of an event after it was made', endpoint, event, true],
    ['a subscriber of all', { ...endpoint, eventTypes: ['*'] }, event, true],
    ['not one subscribed to others', { ...endpoint, eventTypes: ['invoice.voided'] }, event, false],
    ['not of the last event before it was made', endpoint, { ...event, sequence: 10 }, false],
    [
      'the one that it is meant for, whatever its subscription',
      endpoint,
      { ...event, type: 'x', endpointId: 'whk_a' },
      true,
    ],
    [
      'no other than the one that it is meant for',
      { ...endpoint, id: 'whk_b' },
      { ...event, endpointId: 'whk_a' },
      false,
    ],
  ])('%s', (_, listener, happening, told) => {
    expect(hears(listener, happening)).toBe(told)
  })
})

describe('the line', () => {
  const waiting = fc.array(
    fc.nat({ max: 50 }).map((dueAt) => ({ dueAt })),
    { maxLength: 20 },
  )

  it('keeps first attempts in their order and takes as many as there is room for', () => {
    fc.assert(
      fc.property(waiting, waiting, fc.nat({ max: 30 }), (firsts, others, room) => {
        const retries = others.toSorted((a, b) => a.dueAt - b.dueAt)
        const next = nextInLine(firsts, retries, room)
        expect(next.length).toBe(Math.min(room, firsts.length + retries.length))
        const chosenFirsts = next.filter((one) => firsts.includes(one))
        expect(chosenFirsts).toEqual(firsts.slice(0, chosenFirsts.length))
        const chosenRetries = next.filter((one) => retries.includes(one))
        expect(chosenRetries).toEqual(retries.slice(0, chosenRetries.length))
      }),
    )
  })

  it('puts a retry before a first attempt that came later, and behind one that came earlier', () => {
    const names = (next: { name: string; dueAt: number }[]) => next.map((one) => one.name).join(' ')
    const firsts = [
      { name: 'first1', dueAt: 10 },
      { name: 'first2', dueAt: 30 },
    ]
    const retries = [
      { name: 'retry1', dueAt: 5 },
      { name: 'retry2', dueAt: 20 },
    ]
    expect(names(nextInLine(firsts, retries, 4))).toBe('retry1 first1 retry2 first2')
    expect(names(nextInLine(firsts, retries, 1))).toBe('retry1')
  })
})

describe('what is kept of an answer', () => {
  it('is at most 20,000 bytes, and never half a character or a NUL', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), (pad) => {
        const text = 'x'.repeat(pad) + '₹'.repeat(10_000)
        const kept = keptText(Buffer.from(text))
        expect(text.startsWith(kept)).toBe(true)
        expect(Buffer.byteLength(kept)).toBeGreaterThan(19_997)
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(20_000)
      }),
    )
    expect(keptText(Buffer.from('a\0b'))).toBe('a\uFFFDb')
    expect(() => keptText(Buffer.from([0xff, 0xfe, 0x00, 0xc3]))).not.toThrow()
  })
})
