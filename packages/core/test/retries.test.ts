import { describe, expect, test, vi } from 'vitest'
import { bounded } from '../src/bounded.ts'
import { BahiError, ConnectionError, ProblemError, ResponseError, TimeoutError } from '../src/index.ts'
import { failureOf, ok, problem, type Step, scripted } from './scripted.ts'

const reset = { fail: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) } satisfies Step

describe('retries', () => {
  test.each([408, 429, 500, 502, 503, 504])('status %d without a problem is sent again', async (status) => {
    const { create, sent } = scripted([{ status, body: '<html>' }, ok])
    await expect(create()).resolves.toEqual({ id: 'ctc_1' })
    expect(sent).toHaveLength(2)
  })

  test.each([400, 401, 403, 404, 405, 409, 413, 415, 422, 501])('status %d is not', async (status) => {
    const { create, sent } = scripted([{ status, body: '<html>' }, ok])
    expect(await failureOf(create())).toBeInstanceOf(ResponseError)
    expect(sent).toHaveLength(1)
  })

  test('a broken connection and a timeout are sent again', async () => {
    const { create, sent } = scripted([reset, 'hang', ok])
    await create()
    expect(sent).toHaveLength(3)
  })

  test("the server's `retryable` decides over the status", async () => {
    const passing = scripted([problem(409, 'idempotency_key_in_use', { retryable: true }), ok])
    await passing.create()
    expect(passing.sent).toHaveLength(2)
    const final = scripted([problem(503, 'unavailable', { retryable: false }), ok])
    expect(await failureOf(final.create())).toBeInstanceOf(ProblemError)
    expect(final.sent).toHaveLength(1)
  })

  test('there are two by default, none for maxRetries: 0, and the error lists every attempt', async () => {
    const { create, sent } = scripted([problem(503, 'unavailable', { retryable: true })])
    const error = await failureOf(create())
    expect(error).toMatchObject({
      stoppedBy: 'max_retries',
      retryable: true,
      status: 503,
      requestId: 'req_p',
    })
    expect(error).toMatchObject({
      attempts: [
        { status: 503, requestId: 'req_p', waitMs: 0, error: 'unavailable' },
        { status: 503, requestId: 'req_p', waitMs: 500, error: 'unavailable' },
        { status: 503, requestId: 'req_p', waitMs: 1000, error: 'unavailable' },
      ],
    })
    expect(sent).toHaveLength(3)
    await failureOf(create({ maxRetries: 0 }))
    expect(sent).toHaveLength(4)
  })

  test('waits grow from 0.5 s to 8 s with full jitter', async () => {
    const bounds = scripted([reset], { maxRetries: 6 })
    await failureOf(bounds.create())
    expect(waits(bounds.sent)).toEqual([500, 1000, 2000, 4000, 8000, 8000])
    const lucky = scripted([reset], { random: () => 0.01 })
    await failureOf(lucky.create())
    expect(waits(lucky.sent)).toEqual([5, 10])
  })

  test.each<[string, Record<string, string>, number]>([
    ['seconds', { 'retry-after': '3' }, 3000],
    ['milliseconds', { 'retry-after-ms': '120.5', 'retry-after': '9' }, 120.5],
    ['a date, by the clock of the server', { 'retry-after': inGmt(90_000), date: inGmt(86_000) }, 4000],
    [
      'a date in the oldest form',
      { 'retry-after': 'Sun Nov  6 08:49:37 1994', date: 'Sun, 06 Nov 1994 08:49:30 GMT' },
      7000,
    ],
    ['a date gone by', { 'retry-after': inGmt(80_000), date: inGmt(86_000) }, 0],
    ['nonsense, which is not heard', { 'retry-after': 'soon' }, 500],
    ['a negative number, which is not heard', { 'retry-after': '-5' }, 500],
  ])('Retry-After may be %s', async (_, headers, wait) => {
    const { create, sent } = scripted([problem(429, 'rate_limited', { retryable: true }, headers), ok])
    await create()
    expect(waits(sent)).toEqual([wait])
  })

  test('an answer in time after waits says what they were', async () => {
    const { create } = scripted([reset, ok])
    const { attempts, requestId } = await create().withResponse()
    expect(attempts).toMatchObject([
      { status: null, error: 'connection_failed', waitMs: 0 },
      { status: 201, error: null, waitMs: 500 },
    ])
    expect(requestId).toBe('req_ok')
  })
})

describe('the deadline', () => {
  test('bounds attempts and waits together', async () => {
    const { create, sent, clock } = scripted(['hang'], { maxRetries: 10, timeoutMs: 20_000 })
    const error = await failureOf(create())
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ code: 'deadline_exceeded', stoppedBy: 'deadline', outcome: 'unknown' })
    expect(sent.map(({ at }) => at)).toEqual([0, 20_500, 41_500])
    expect(clock.now()).toBe(60_000)
  })

  test('ends a call at once when the wait would outlast it', async () => {
    const { create, sent, clock } = scripted([
      problem(429, 'rate_limited', { retryable: true }, { 'retry-after': '61' }),
    ])
    expect(await failureOf(create())).toMatchObject({
      stoppedBy: 'deadline',
      retryAfterMs: 61_000,
      code: 'rate_limited',
    })
    expect(sent).toHaveLength(1)
    expect(clock.now()).toBe(0)
  })

  test('an attempt has its own bound, and a call may set both', async () => {
    const { create, clock } = scripted(['hang'])
    const error = await failureOf(create({ timeoutMs: 70, deadlineMs: 700, maxRetries: 0 }))
    expect(error).toMatchObject({ code: 'timeout', message: 'POST /contacts: no answer within 70 ms' })
    expect(clock.now()).toBe(70)
  })

  test('holds for a fetch that never hears of its signal', async () => {
    const { create } = scripted([ok], { fetch: () => new Promise(() => {}) })
    expect(await failureOf(create({ timeoutMs: 70, maxRetries: 0 }))).toBeInstanceOf(TimeoutError)
  })
})

describe('the retry budget', () => {
  test('stops a brown-out from being tripled: 20 retries, then a tenth of the calls', async () => {
    const { create, sent } = scripted([reset])
    for (let call = 0; call < 10; call++) await failureOf(create())
    expect(sent).toHaveLength(30)
    const error = await failureOf(create())
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ stoppedBy: 'retry_budget_exhausted', retryable: true })
    for (let call = 0; call < 100; call++) await failureOf(create())
    expect(sent.length).toBeLessThan(30 + 101 + 13)
  })

  test('gives one retry back for every ten calls, not eleven', async () => {
    const { create, sent } = scripted([reset], { retryBudget: { capacity: 1 } })
    await failureOf(create({ maxRetries: 1 }))
    for (let call = 0; call < 9; call++) await failureOf(create({ maxRetries: 0 }))
    expect(sent).toHaveLength(2 + 9)
    await failureOf(create({ maxRetries: 1 }))
    expect(sent).toHaveLength(2 + 9 + 2)
  })

  test('can be sized, and can be turned off', async () => {
    const small = scripted([reset], { retryBudget: { capacity: 1, refillPerCall: 0 } })
    await failureOf(small.create())
    expect(small.sent).toHaveLength(2)
    const none = scripted([reset], { retryBudget: false, maxRetries: 5 })
    for (let call = 0; call < 10; call++) await failureOf(none.create())
    expect(none.sent).toHaveLength(60)
  })
})

test('bad limits are refused before anything is sent', async () => {
  const { create, sent } = scripted([ok])
  for (const bad of [{ timeoutMs: 0 }, { maxRetries: -1 }, { deadlineMs: 1.5 }, { maxRetries: Number.NaN }]) {
    expect(await failureOf(create(bad))).toMatchObject({ code: 'invalid_option', outcome: 'not_sent' })
  }
  expect(() => scripted([ok], { timeoutMs: 2 ** 31 })).toThrow(BahiError)
  expect(sent).toHaveLength(0)
})

test('a signal that is none leaves no timer behind, which would end the process', async () => {
  const clock = { now: () => 0, setTimeout: vi.fn(), clearTimeout: vi.fn() }
  const signals = [{} as AbortSignal] // as plain JavaScript may
  await expect(bounded({ ms: 1, signals, clock }, async () => 'done')).rejects.toThrow(TypeError)
  expect(clock.setTimeout).not.toHaveBeenCalled()
})

function waits(sent: readonly { readonly at: number }[]): number[] {
  return sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0))
}

function inGmt(ms: number): string {
  return new Date(1_700_000_000_000 + ms).toUTCString()
}
