import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { defaultRateLimits } from '../../src/http/rate-limits.ts'
import { createServer, type ServerOptions } from '../../src/index.ts'
import type { Answer } from '../support/contract.ts'
import { engine, testLocation } from '../support/engines.ts'
import { openTenant } from '../support/harness.ts'
import { startBin } from './support/bin.ts'

const logger = { info() {}, warn() {}, error() {} }

/** `fresh` where addresses are counted: servers over one database share these counts. */
async function open(options: ServerOptions = {}, where: { fresh?: boolean } = {}) {
  const location = await testLocation(where)
  const start = async () => {
    const server = await createServer({ logger, ...location, ...options })
    onTestFinished(() => server.close())
    return server
  }
  const server = await start()
  return { server, start, tenant: await openTenant(server) }
}

/** Windows that outlast a test on a slow machine. */
const few = {
  rateLimits: {
    secret: [
      { name: 'sustained', quota: 5, windowSeconds: 60 },
      { name: 'burst', quota: 100, windowSeconds: 1 },
    ],
    publishable: [
      { name: 'sustained', quota: 3, windowSeconds: 60 },
      { name: 'burst', quota: 100, windowSeconds: 1 },
    ],
  },
} as const

/** `{ sustained: [left, reset], burst: […] }`, as the header tells it. */
function limitsOf({ headers }: Answer): Record<string, [left: number, reset: number]> {
  const told = headers.get('RateLimit') ?? ''
  const items = told.split(', ').map((item): [string, [number, number]] => {
    const [, name = '', left, reset] = /^"(\w+)";r=(\d+);t=(\d+)$/.exec(item) ?? []
    return [name, [Number(left), Number(reset)]]
  })
  return Object.fromEntries(items)
}

describe('the headers', () => {
  test('tell the policies of the key and what is left of them', async () => {
    const { tenant } = await open()
    const first = await tenant.api('GET', '/products')
    expect(first.headers.get('RateLimit-Policy')).toBe('"sustained";q=600;w=60, "burst";q=60;w=1')
    expect(first.headers.get('RateLimit')).toBe('"sustained";r=599;t=60, "burst";r=59;t=1')
    const live = await tenant.live('GET', '/products')
    expect(live.headers.get('RateLimit')).toBe('"sustained";r=599;t=60, "burst";r=59;t=1')
    const shop = await tenant.api('GET', '/products', { key: tenant.keys.test.publishable })
    expect(shop.headers.get('RateLimit-Policy')).toBe('"sustained";q=120;w=60, "burst";q=20;w=1')
    expect(shop.headers.get('RateLimit')).toBe('"sustained";r=119;t=60, "burst";r=19;t=1')
  })

  test('are on every answer, and each counts: refusals and replays too', async () => {
    const { tenant } = await open({
      rateLimits: { ...few.rateLimits, secret: [{ name: 'sustained', quota: 100, windowSeconds: 60 }] },
    })
    const asha = { body: { name: 'Asha' }, idempotencyKey: 'one' }
    const answers = [
      await tenant.api('POST', '/contacts', asha),
      await tenant.api('POST', '/contacts', asha),
      await tenant.api('POST', '/contacts', { ...asha, body: { name: 'Bala' } }),
      await tenant.api('POST', '/contacts', { rawBody: '{' }),
      await tenant.api('POST', '/contacts', { body: {} }),
      await tenant.api('POST', '/contacts', { rawBody: '{}', headers: { 'Content-Type': 'x/y' } }),
      await tenant.api('GET', '/contacts/nosuch'),
      await tenant.api('GET', '/nosuch'),
      await tenant.api('PUT', '/contacts'),
      await tenant.api('GET', '/tenant', { headers: { 'API-Version': '0' } }),
      await tenant.api('GET', '/tenant', { headers: { 'tenant-id': 'tnt_x' } }),
      await tenant.api('GET', '/tenant', { headers: { 'X-Test-Fault': 'status:500' } }),
      await tenant.api('HEAD', '/tenant'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([
      201, 201, 409, 400, 422, 415, 404, 404, 405, 400, 404, 500, 200,
    ])
    expect(answers.map((answer) => limitsOf(answer).sustained?.[0])).toEqual(answers.map((_, n) => 99 - n))
  })

  test('are left out where the limits are off', async () => {
    const { tenant } = await open({ rateLimits: false })
    const { headers } = await tenant.api('GET', '/tenant')
    expect([headers.get('RateLimit'), headers.get('RateLimit-Policy')]).toEqual([null, null])
  })
})

describe('beyond the limit', () => {
  test('requests are refused with the policy that is used up, until its window ends', async () => {
    const { tenant } = await open(few)
    for (let left = 4; left >= 0; left -= 1) {
      const answer = await tenant.api('GET', '/tenant')
      expect([answer.status, limitsOf(answer).sustained?.[0]]).toEqual([200, left])
    }
    const answer = await tenant.api('GET', '/tenant')
    expect([answer.status, answer.body.code, answer.body.retryable]).toEqual([429, 'rate_limited', true])
    expect(answer.body.violated_policies).toEqual(['sustained'])
    const [left, reset = 0] = limitsOf(answer).sustained ?? []
    expect(left).toBe(0)
    expect(reset).toBeGreaterThan(50)
    expect(answer.headers.get('Retry-After')).toBe(String(reset))
    expect(answer.headers.get('RateLimit-Policy')).toBe('"sustained";q=5;w=60, "burst";q=100;w=1')
  })

  test.each([
    ['secret', 'sustained', 600],
    ['secret', 'burst', 60],
    ['publishable', 'sustained', 120],
    ['publishable', 'burst', 20],
  ] as const)(
    'of a %s key, %s: %d are answered, not one more or less, and each is told another rest',
    async (kind, name, quota) => {
      // alone, and in a window that outlasts the test
      const policies = defaultRateLimits[kind].filter((policy) => policy.name === name)
      const alone = policies.map((policy) => ({ ...policy, windowSeconds: 60 }))
      const { tenant } = await open({ rateLimits: { secret: alone, publishable: alone } })
      const key = tenant.keys.test[kind]
      const asked = Array.from({ length: quota + 7 }, () => tenant.api('GET', '/products', { key }))
      const answers = await Promise.all(asked)
      const taken = answers.filter(({ status }) => status === 200)
      const rests = taken.map((answer) => limitsOf(answer)[name]?.[0] ?? -1).sort((a, b) => b - a)
      expect(rests).toEqual(Array.from({ length: quota }, (_, n) => quota - 1 - n))
      const refused = answers.filter(({ status }) => status === 429)
      expect(refused.map((answer) => limitsOf(answer)[name]?.[0])).toEqual(Array(7).fill(0))
    },
  )

  test('each key has its own count', async () => {
    const { tenant } = await open(few)
    const { body: key } = await tenant.api('POST', '/api-keys', { body: {} })
    for (let n = 0; n < 5; n += 1) await tenant.api('GET', '/tenant')
    expect((await tenant.api('GET', '/tenant')).status).toBe(429)
    expect((await tenant.api('GET', '/tenant', { key: key.secret })).status).toBe(200)
    expect((await tenant.live('GET', '/tenant')).status).toBe(200)
  })

  test('nothing happens: an effect that was refused is had later', async () => {
    const { tenant } = await open(few)
    const ask = () => tenant.api('POST', '/contacts', { body: { name: 'Asha' }, idempotencyKey: 'one' })
    for (let n = 0; n < 5; n += 1) await tenant.api('GET', '/tenant')
    expect((await ask()).status).toBe(429)
    const list = await tenant.api('GET', '/contacts', { key: tenant.keys.live.secret })
    expect(list.body.data).toEqual([])
  })

  test('a burst is over with its window, which begins with its first request', async () => {
    const burst = [{ name: 'burst', quota: 3, windowSeconds: 1 }] as const
    const { tenant } = await open({ rateLimits: { secret: burst, publishable: burst } })
    const answers = await Promise.all(Array.from({ length: 10 }, () => tenant.api('GET', '/tenant')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(7)
    for (const { body, headers } of refused) {
      expect(body.violated_policies).toEqual(['burst'])
      expect(headers.get('Retry-After')).toBe('1')
    }
    await sleep(1_050)
    expect(limitsOf(await tenant.api('GET', '/tenant'))).toEqual({ burst: [2, 1] })
  })
})

test('the reset counts down to the end of the window, which no later request moves', async () => {
  const WINDOW_MS = 60_000
  const slow = [{ name: 'sustained', quota: 2, windowSeconds: WINDOW_MS / 1000 }] as const
  const { tenant } = await open({ rateLimits: { secret: slow, publishable: slow } })
  const ask = async () => {
    const sent = performance.now()
    const answer = await tenant.api('GET', '/tenant')
    return {
      sent,
      had: performance.now(),
      status: answer.status,
      reset: limitsOf(answer).sustained?.[1] ?? -1,
    }
  }
  const first = await ask()
  expect(first.status).toBe(200)
  for (const wait of [1_100, 0, 900]) {
    await sleep(wait)
    const { sent, had, reset } = await ask()
    // the window began while the first request was answered, and this one was counted while it was
    expect(reset).toBeLessThanOrEqual(Math.ceil((WINDOW_MS - (sent - first.had) + CLOCKS_MS) / 1000))
    expect(reset).toBeGreaterThanOrEqual(Math.floor((WINDOW_MS - (had - first.sent) - CLOCKS_MS) / 1000))
  }
})

/** Two clocks are read in whole milliseconds. */
const CLOCKS_MS = 5

describe('requests without a good key', () => {
  const bad = { key: 'sk_test_nosuch' }

  test('count for their address, and leave good keys alone', async () => {
    const { tenant } = await open(few, { fresh: true })
    for (let left = 2; left >= 0; left -= 1) {
      const answer = await tenant.api('GET', '/tenant', bad)
      expect([answer.status, limitsOf(answer).sustained?.[0]]).toEqual([401, left])
    }
    const answer = await tenant.api('GET', '/tenant', { key: null })
    expect([answer.status, answer.body.violated_policies]).toEqual([429, ['sustained']])
    expect(answer.headers.get('RateLimit-Policy')).toBe('"sustained";q=3;w=60, "burst";q=100;w=1')
    expect((await tenant.api('GET', '/tenant')).status).toBe(200)
  })

  test('count for each address by itself, which no header can change', async () => {
    const { server } = await open(few, { fresh: true })
    const { url } = await server.listen()
    const ask = (forwarded: string) =>
      fetch(`${url}/v1/tenant`, { headers: { 'X-Forwarded-For': forwarded, Forwarded: `for=${forwarded}` } })
    const statuses: number[] = []
    for (let n = 0; n < 4; n += 1) {
      const answer = await ask(`10.0.0.${n}`)
      await answer.text()
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([401, 401, 401, 429])
    expect((await server.fetch('http://bahi.test/v1/tenant')).status).toBe(401)
  })
})

if (engine() === 'postgres') {
  test('the count is shared by all servers over one database', async () => {
    const { server, start, tenant } = await open(few)
    const other = await start()
    const headers = { Authorization: `Bearer ${tenant.keys.test.secret}` }
    const answers: Response[] = []
    for (let n = 0; n < 6; n += 1) {
      answers.push(await (n % 2 === 0 ? server : other).fetch('http://bahi.test/v1/tenant', { headers }))
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
  })

  test('the count is shared by two processes: each answer of either tells another rest', async () => {
    const location = await testLocation({ fresh: true })
    const one = await startBin(location, { limited: true })
    const other = await startBin(location, { limited: true })
    const key: string = one.keys.test.publishable
    const asked = Array.from({ length: 40 }, (_, n) =>
      (n % 2 === 0 ? one : other).call('GET', '/products', { key }),
    )
    const rests = (await Promise.all(asked)).map((answer) => limitsOf(answer).sustained?.[0] ?? -1)
    expect(rests.sort((a, b) => b - a)).toEqual(Array.from({ length: 40 }, (_, n) => 119 - n))
  })
}
