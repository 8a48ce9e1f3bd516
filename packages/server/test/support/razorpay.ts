import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import type { GatewayCredentials } from '../../src/gateway/credentials.ts'
import { razorpaySignature } from '../../src/gateway/razorpay-signature.ts'
import type { RazorpayApi } from '../../src/gateway/razorpay-wire.ts'
import { createSimulatedApi, type SimulatedOptions } from '../../src/gateway/simulated.ts'
import type { SimulatedEvent } from '../../src/gateway/simulated-event.ts'
import { createSimulatedHttp } from '../../src/gateway/simulated-http.ts'
import type { Instrument } from '../../src/gateway/simulated-instrument.ts'
import { createMemoryBook } from '../../src/gateway/simulated-memory.ts'
import { type PayOutcome, payLink, returnUrl } from '../../src/gateway/simulated-pay.ts'
import { portOf } from './receiver.ts'

/** A gateway that stands by itself on 127.0.0.1 and speaks Razorpay's wire. */
export interface TestGateway {
  readonly credentials: GatewayCredentials
  /** Method and path of each request that came in. */
  readonly requests: readonly string[]
  /** The webhooks that it would have sent. */
  readonly events: readonly SimulatedEvent[]
  /** The next request is carried out, but its answer never comes. */
  loseNextAnswer(path: RegExp): void
  pay(linkId: string, instrument?: Instrument): Promise<PayOutcome>
  returnUrl(outcome: PayOutcome): string
  readonly api: RazorpayApi
}

export const upi = (vpa = 'success@upi'): Instrument => ({ method: 'upi', vpa })

const TIMEOUT_MS = 400

export async function openGateway(): Promise<TestGateway> {
  const events: SimulatedEvent[] = []
  const requests: string[] = []
  const lost: RegExp[] = []
  const options: SimulatedOptions = {
    book: createMemoryBook(() => Date.now()),
    pageUrl: (linkId) => `https://gateway.test/l/${linkId}`,
    report: async (event) => void events.push(event),
  }
  const api = createSimulatedApi(options)
  const secrets = { keyId: 'rzp_live_1', keySecret: 'key-secret', webhookSecret: 'webhook-secret' }
  const app = createSimulatedHttp({ api, ...secrets })
  const answer = getRequestListener(
    async (request) => {
      const path = `${request.method} ${new URL(request.url).pathname}`
      requests.push(path)
      const response = await app.fetch(request)
      const index = lost.findIndex((pattern) => pattern.test(path))
      if (index < 0) return response
      lost.splice(index, 1)
      return new Promise<Response>(() => {})
    },
    { overrideGlobalObjects: false },
  )
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return {
    credentials: { ...secrets, baseUrl: `http://127.0.0.1:${portOf(server)}`, timeoutMs: TIMEOUT_MS },
    requests,
    events,
    api,
    loseNextAnswer: (path) => void lost.push(path),
    pay: (linkId, instrument = upi()) =>
      payLink(options, linkId, { instrument, amountMinor: null, attempt: crypto.randomUUID() }),
    returnUrl(outcome) {
      if (!('payment' in outcome)) throw new Error(`Nothing was paid: ${outcome.kind}`)
      return returnUrl(outcome.link, outcome.payment.id, secrets.keySecret)
    },
  }
}

/** A webhook as Razorpay sends it: the body, and the headers that prove and name it. */
export function webhookOf({ id, event }: SimulatedEvent, secret = 'webhook-secret') {
  const body = JSON.stringify(event)
  const headers = { 'X-Razorpay-Signature': razorpaySignature(secret, body), 'x-razorpay-event-id': id }
  return { body, headers }
}
