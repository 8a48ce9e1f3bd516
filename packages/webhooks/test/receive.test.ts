import { afterEach, describe, expect, test, vi } from 'vitest'
import type { WebhookEvent } from '../src/events.ts'
import { webhookHandler } from '../src/fetch.ts'
import type { WebhookHandlerOptions } from '../src/receive.ts'
import type { ClaimResult, WebhookClaim, WebhookStore } from '../src/store.ts'
import { body, otherSecret, signed } from './deliveries.ts'
import { recorder } from './receiver.ts'

const payload = body()

async function deliver(options: WebhookHandlerOptions, text = payload, headers: HeadersInit = signed(text)) {
  const request = new Request('https://app.example/webhooks', { method: 'POST', headers, body: text })
  const response = await webhookHandler(options)(request)
  return { status: response.status, body: await response.json() }
}

afterEach(() => vi.restoreAllMocks())

describe('dispatch', () => {
  test('handlers that are missing, as plain JavaScript lets them be, are asked for when the receiver is made', () => {
    for (const options of [undefined, {}, { secrets: [], on: () => {} }, { on: null }] as unknown[]) {
      expect(() => webhookHandler(options as WebhookHandlerOptions)).toThrow(/webhookHandler: give `on`/)
    }
  })

  test('dispatch: gives a type without a handler to onUnknown, a known one and a new one alike', async () => {
    const heard: string[] = []
    const { handled, options } = recorder({
      on: {},
      onUnknown: (event: WebhookEvent) => heard.push(event.type),
    })
    for (const type of [
      'invoice.voided',
      'moon.landed',
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
    ]) {
      expect(await deliver(options, body(`evt_${type}`, type))).toMatchObject({
        status: 200,
        body: { status: 'handled' },
      })
    }
    expect(heard).toEqual([
      'invoice.voided',
      'moon.landed',
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
    ])
    expect(handled).toEqual([])
  })

  test('dispatch: acknowledges a new type when every known one has its handler and onUnknown is left out', async () => {
    const every = new Proxy({}, { get: () => () => {}, getOwnPropertyDescriptor: () => undefined })
    const { onUnknown: _left, ...rest } = recorder().options
    // Stands for a full set of handlers.
    const options = { ...rest, on: every } as WebhookHandlerOptions
    expect(await deliver(options, body('evt_1', 'moon.landed'))).toEqual({
      status: 200,
      body: { status: 'ignored' },
    })
  })

  test.each(['', 7, null, undefined, 'x'.repeat(256)])(
    'dispatch: refuses an event whose id is %j',
    async (id) => {
      const text = JSON.stringify({ ...JSON.parse(payload), id })
      expect(await deliver(recorder().options, text)).toMatchObject({
        status: 400,
        body: { code: 'bad_payload' },
      })
    },
  )
})

describe('onError', () => {
  test('onError: hears of the failure with its event, and of a refusal without one', async () => {
    const heard: unknown[][] = []
    const boom = new Error('boom')
    const { options } = recorder({
      onUnknown: () => {},
      on: { 'invoice.sent': () => Promise.reject(boom) },
      onError: (...given) => heard.push(given),
    })
    await deliver(options)
    await deliver(options, payload, signed(payload, otherSecret))
    expect(heard).toEqual([
      [boom, JSON.parse(payload)],
      [expect.objectContaining({ code: 'no_match' }), undefined],
    ])
  })

  test('onError: when left out, writes what this side has to mend and stays silent about strangers', async () => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { onError: _left, ...options } = recorder({
      onUnknown: () => {},
      on: { 'invoice.sent': () => Promise.reject(1) },
    }).options
    await deliver(options, payload, signed(payload, otherSecret))
    expect(written).not.toHaveBeenCalled()
    await deliver(options)
    await deliver({ ...options, secrets: undefined })
    expect(written).toHaveBeenCalledTimes(2)
  })

  test('onError: may be asynchronous and fail without an unhandled rejection', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const written = vi.spyOn(console, 'error').mockReturnValue()
    const { options } = recorder({ onError: async () => Promise.reject(new Error('no network')) })
    expect(await deliver(options, payload, {})).toMatchObject({ status: 400 })
    await new Promise((resolve) => setTimeout(resolve, 10))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
    expect(written).toHaveBeenCalledOnce()
  })

  test('onError: may throw without harm to the answer', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { options } = recorder({
      onError: () => {
        throw new Error('logger is down')
      },
    })
    expect(await deliver(options, payload, signed(payload, otherSecret))).toMatchObject({ status: 400 })
  })
})

describe('store', () => {
  test('store: is asked in the order claim, complete; or claim, release; by one holder', async () => {
    const calls: [string, WebhookClaim][] = []
    const store = fakeStore({
      claim: (claim) => {
        calls.push(['claim', claim])
        return 'claimed'
      },
      complete: (claim) => void calls.push(['complete', claim]),
      release: (claim) => void calls.push(['release', claim]),
    })
    await deliver(recorder({ store }).options)
    await deliver(
      recorder({ store, onUnknown: () => {}, on: { 'invoice.sent': () => Promise.reject(1) } }).options,
    )
    expect(calls.map(([act]) => act)).toEqual(['claim', 'complete', 'claim', 'release'])
    expect(calls[0]?.[1]).toMatchObject({
      eventId: JSON.parse(payload).id,
      leaseSeconds: 180,
      keepSeconds: 2_678_400,
    })
    expect(calls[1]?.[1].holder).toBe(calls[0]?.[1].holder)
    expect(calls[2]?.[1].holder).not.toBe(calls[0]?.[1].holder)
  })

  test.each([
    ['completed', 200],
    ['in_progress', 503],
  ] as const)(
    'store: one that says %s keeps the handler from running and answers %d',
    async (state, status) => {
      const { handled, options } = recorder({ store: fakeStore({ claim: async () => state }) })
      expect(await deliver(options)).toMatchObject({ status })
      expect(handled).toEqual([])
    },
  )

  test('store: one that cannot claim answers 500 and keeps the handler from running', async () => {
    const { handled, errors, options } = recorder({
      store: fakeStore({ claim: () => Promise.reject(new Error('down')) }),
    })
    expect(await deliver(options)).toEqual({ status: 500, body: { code: 'store_failed' } })
    expect([handled, errors]).toEqual([[], [new Error('down')]])
  })

  test('store: one that cannot note the end leaves the answer as the handler made it', async () => {
    const down = () => Promise.reject(new Error('down'))
    const { errors, options } = recorder({ store: fakeStore({ complete: down, release: down }) })
    expect(await deliver(options)).toEqual({ status: 200, body: { status: 'handled' } })
    const failing = {
      ...options,
      on: { 'invoice.sent': () => Promise.reject(new Error('mine')) },
      onUnknown: () => {},
    }
    expect(await deliver(failing)).toEqual({ status: 500, body: { code: 'handler_failed' } })
    expect(errors).toEqual([new Error('down'), new Error('mine'), new Error('down')])
  })
})

function fakeStore(over: Partial<WebhookStore>): WebhookStore {
  return { claim: (): ClaimResult => 'claimed', complete: () => {}, release: () => {}, ...over }
}
