import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  AbortedError,
  BahiError,
  type CallOptions,
  ConnectionError,
  isProblem,
  ProblemError,
  ResponseError,
  TimeoutError,
} from '../src/index.ts'
import { failureOf, KEY, ok, problem, type Step, scripted } from './scripted.ts'

const refused = { fail: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) } satisfies Step
const reset = { fail: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) } satisfies Step
const once = { maxRetries: 0 }

describe('errors', () => {
  test('a problem carries what the server said', async () => {
    const errors = [{ pointer: '/name', in: 'body', code: 'required', detail: 'a contact needs a name.' }]
    const { create } = scripted([problem(422, 'validation_failed', { errors, retryable: false })])
    const error = await failureOf(create())
    expect(error).toBeInstanceOf(ProblemError)
    expect(error).toMatchObject({
      name: 'ProblemError',
      message: 'POST /contacts: 422 validation_failed: Detail. /name: a contact needs a name. [req_p]',
      status: 422,
      code: 'validation_failed',
      title: 'Title',
      detail: 'Detail.',
      errors,
      requestId: 'req_p',
      retryable: false,
      outcome: 'rejected',
      problem: { type: 'https://bahi.dev/docs/errors#validation_failed' },
    })
  })

  test.each([
    [502, '<html><h1>Bad Gateway</h1>'],
    [404, 'null'],
    [302, ''],
    [500, '{"error":"other"}'],
    [200, '<html>Sign in to this network'],
    [201, ''],
    [200, '{"id":'],
  ])('an answer of %d with %j is a ResponseError, never a SyntaxError', async (status, body) => {
    const { create } = scripted([{ status, body }])
    const error = await failureOf(create(once))
    expect(error).toBeInstanceOf(ResponseError)
    expect(error).toMatchObject({ code: 'bad_response', status, excerpt: body })
  })

  test.each([{ message: 'no' }, 'no', [null], 7])(
    'what calls itself a problem and lists %j for its errors is somebody else: an answer that is not ours',
    async (errors) => {
      const { create, sent } = scripted([{ status: 400, body: { code: 'E1', detail: 'No.', errors } }])
      const error = await failureOf(create())
      expect(error).toMatchObject({ name: 'ResponseError', code: 'bad_response', status: 400 })
      expect(sent).toHaveLength(1)
    },
  )

  test('a 204 has no data', async () => {
    const { client } = scripted([{ status: 204 }])
    await expect(
      client.request('delete', '/contacts/{id}', { path: { id: 'ctc_1' } }),
    ).resolves.toBeUndefined()
  })

  test('isProblem narrows to the members of that problem', async () => {
    const { create } = scripted([problem(409, 'invalid_state', { state: 'void', allowed_acts: [] })])
    const error = await failureOf(create())
    expect(isProblem(error, 'not_found')).toBe(false)
    expect(isProblem(new Error('x'), 'invalid_state')).toBe(false)
    if (!isProblem(error, 'invalid_state')) throw error
    const acts: string[] = error.problem.allowed_acts
    expect([error.problem.state, acts, error.code]).toEqual(['void', [], 'invalid_state'])
  })

  test('instanceof works between copies of the package, and for subclasses of a user', async () => {
    const copy: typeof import('../src/errors.ts') = await import(`../src/errors.ts?${'copy'}`)
    expect(copy.TimeoutError).not.toBe(TimeoutError)
    const error = new copy.TimeoutError('late', { code: 'timeout', outcome: 'unknown' })
    expect([error instanceof BahiError, error instanceof TimeoutError]).toEqual([true, true])
    expect([error instanceof ConnectionError, error instanceof Error]).toEqual([false, true])
    class Mine extends TimeoutError {}
    expect(error instanceof Mine).toBe(false)
    const mine = new Mine('late', { code: 'timeout', outcome: 'unknown' })
    expect([mine instanceof Mine, mine instanceof TimeoutError, mine instanceof BahiError]).toEqual([
      true,
      true,
      true,
    ])
    expect([null, undefined, 1, {}].some((value) => (value as unknown) instanceof BahiError)).toBe(false)
  })

  test('has its name where loops and copies do not find it, as errors of the language have', async () => {
    const { create } = scripted([problem(404, 'not_found')])
    const error = Object(await failureOf(create()))
    const found: string[] = []
    for (const member in error) found.push(member)
    expect(found).toEqual(Object.keys(error))
    expect(Object.keys(error)).not.toContain('name')
    error.name = 'Renamed' // as some reporters do
    expect(String(error)).toMatch(/^Renamed: /)
  })

  test('has its name also where nobody may change what is built in', async () => {
    Object.defineProperty(Error.prototype, 'name', { writable: false })
    try {
      const { TimeoutError }: typeof import('../src/errors.ts') = await import(
        `../src/errors.ts?${'hardened'}`
      )
      expect(new TimeoutError('late', { code: 'timeout', outcome: 'unknown' }).name).toBe('TimeoutError')
    } finally {
      Object.defineProperty(Error.prototype, 'name', { writable: true })
    }
  })

  test('the stack reaches back to the line that made the call', async () => {
    const { create, client } = scripted([problem(404, 'not_found')])
    const lineOfMine = async () => {
      await create()
    }
    expect(await failureOf(lineOfMine())).toMatchObject({ stack: expect.stringContaining('lineOfMine') })
    const listOfMine = async () => {
      await client.list('/contacts', {})
    }
    expect(await failureOf(listOfMine())).toMatchObject({ stack: expect.stringContaining('listOfMine') })
    const itemsOfMine = async () => {
      for await (const _ of client.list('/contacts', {})) expect.unreachable()
    }
    expect(await failureOf(itemsOfMine())).toMatchObject({ stack: expect.stringContaining('itemsOfMine') })
    const pagesOfMine = async () => {
      for await (const _ of client.list('/contacts', {}).pages()) expect.unreachable()
    }
    expect(await failureOf(pagesOfMine())).toMatchObject({ stack: expect.stringContaining('pagesOfMine') })
  })

  test('JSON has the facts, and survives a round trip', async () => {
    const { create } = scripted([reset])
    const error = await failureOf(create(once))
    const json = JSON.parse(JSON.stringify(error))
    expect(json).toMatchObject({ name: 'ConnectionError', code: 'connection_failed', outcome: 'unknown' })
    expect(json.attempts).toHaveLength(1)
    expect(json.message).toBe(
      'POST /contacts: the connection broke before the answer was whole: http://bahi.test (ECONNRESET)',
    )
  })

  test('the cause is kept', async () => {
    const { create } = scripted([reset])
    expect(await failureOf(create(once))).toHaveProperty('cause', reset.fail)
    const wrapped = new TypeError('fetch failed', { cause: refused.fail })
    const second = scripted([{ fail: wrapped }])
    expect(await failureOf(second.create(once))).toMatchObject({ outcome: 'not_sent', cause: wrapped })
    expect(inspect(await failureOf(create(once)))).toContain('ECONNRESET')
  })
})

describe('a fetch that rejects with what is hard to read', () => {
  const unreadable = {
    get boom() {
      throw new Error('boom')
    },
  }
  test.each<[string, unknown]>([
    ['an object without a text', Object.create(null)],
    ['a message that is none', Object.assign(new Error(KEY), { message: { text: KEY } })],
    [
      'a member that throws',
      Object.defineProperties(new Error('x'), Object.getOwnPropertyDescriptors(unreadable)),
    ],
  ])('is a failed connection like any other: %s', async (_, fail) => {
    const { create } = scripted([{ fail }])
    const error = await failureOf(create(once))
    expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'unknown', cause: expect.any(Error) })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(KEY)
  })
})

describe('outcome', () => {
  test.each<[string, Step[], string]>([
    ['nothing listens', [refused], 'not_sent'],
    ['the connection broke', [reset], 'unknown'],
    ['no answer came', ['hang'], 'unknown'],
    ['the server refused', [problem(422, 'validation_failed')], 'rejected'],
    ['the server failed', [problem(500, 'internal_error')], 'unknown'],
    ['the first request is still running', [problem(409, 'idempotency_key_in_use')], 'unknown'],
    ['the answer is not readable', [{ status: 200, body: '<html>' }], 'unknown'],
    ['a gateway answered', [{ status: 502, body: '' }], 'unknown'],
    ['it broke, then nothing listens', [reset, refused], 'unknown'],
    ['it broke, then the key was revoked', [reset, problem(401, 'unauthorized')], 'unknown'],
    ['it broke, then the server refused the body', [reset, problem(422, 'validation_failed')], 'rejected'],
    ['nothing listens, then the server refused', [refused, problem(401, 'unauthorized')], 'rejected'],
  ])('when %s', async (_, steps, outcome) => {
    const { create } = scripted(steps)
    expect(await failureOf(create({ maxRetries: steps.length - 1 }))).toMatchObject({ outcome })
  })
})

describe('resume', () => {
  test('sends the same request again under the same key', async () => {
    const { create, sent } = scripted(['hang', ok])
    const error = await failureOf(create(once))
    if (!(error instanceof TimeoutError)) throw error
    await expect(error.resume?.({ maxRetries: 1 })).resolves.toEqual({ id: 'ctc_1' })
    expect(sent[1]?.headers).toEqual(sent[0]?.headers)
    expect(sent[1]?.body).toBe(sent[0]?.body)
  })

  test('sends the same body, whatever has become of the object that it was made of', async () => {
    const { client, sent } = scripted(['hang', ok])
    const [body, headers] = [{ name: 'Asha' }, { 'x-name': 'Asha' }]
    const error = await failureOf(client.request('post', '/contacts', { body }, { ...once, headers }))
    if (!(error instanceof TimeoutError)) throw error
    body.name = headers['x-name'] = 'Bina'
    await error.resume?.()
    expect(sent[1]).toMatchObject({ body: sent[0]?.body, headers: sent[0]?.headers })
    expect(sent[1]?.body).toContain('Asha')
  })

  test('keeps what an earlier one was given, and rejects for a bound that is none', async () => {
    const { create, sent, clock } = scripted(['hang', 'hang', 'hang'])
    const first = await failureOf(create(once))
    if (!(first instanceof TimeoutError)) throw first
    expect(await failureOf(first.resume?.({ maxRetries: -1 }) ?? Promise.reject(first))).toMatchObject({
      code: 'invalid_option',
    })
    const second = await failureOf(first.resume?.({ timeoutMs: 100 }) ?? Promise.reject(first))
    if (!(second instanceof TimeoutError)) throw second
    const began = clock.now()
    await failureOf(second.resume?.() ?? Promise.reject(second))
    expect([clock.now() - began, sent.length]).toEqual([100, 3])
  })

  test('takes options that may be undefined, as a call does', async () => {
    const { create } = scripted(['hang', ok], {
      retryBudget: { capacity: undefined, refillPerCall: undefined },
    })
    const error = await failureOf(create(once))
    if (!(error instanceof TimeoutError)) throw error
    const options: Pick<CallOptions, 'deadlineMs' | 'maxRetries' | 'signal' | 'timeoutMs'> = {
      ...once,
      signal: undefined,
      timeoutMs: undefined,
    }
    await expect(error.resume?.(options)).resolves.toEqual({ id: 'ctc_1' })
  })

  test('keeps the key of an operationId, and knows that the first may have taken effect', async () => {
    const { create, sent } = scripted(['hang', problem(401, 'unauthorized'), ok])
    const first = await failureOf(create({ ...once, operationId: 'order-1' }))
    if (!(first instanceof BahiError)) throw first
    const second = await failureOf(first.resume?.() ?? Promise.reject(first))
    expect(second).toMatchObject({ code: 'unauthorized', outcome: 'unknown' })
    if (!(second instanceof BahiError)) throw second
    await second.resume?.()
    expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  })

  test('is there when the outcome is unknown or the failure retryable, and only then', async () => {
    const limited = scripted([problem(429, 'rate_limited', { retryable: true })])
    expect(await failureOf(limited.create(once))).toHaveProperty('resume')
    const invalid = scripted([problem(422, 'validation_failed')])
    expect(await failureOf(invalid.create(once))).not.toHaveProperty('resume')
  })

  test('does not take over the signal that ended the call', async () => {
    const { create } = scripted(['hang', ok])
    const controller = new AbortController()
    const call = create({ signal: controller.signal })
    setImmediate(() => controller.abort(new Error('changed my mind')))
    const error = await failureOf(call)
    if (!(error instanceof AbortedError)) throw error
    expect(error).toMatchObject({ outcome: 'unknown', cause: { message: 'changed my mind' } })
    await expect(error.resume?.()).resolves.toEqual({ id: 'ctc_1' })
  })
})
