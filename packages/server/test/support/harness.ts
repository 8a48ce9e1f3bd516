import { afterAll, beforeAll } from 'vitest'
import {
  createServer,
  type NewTenant,
  type OpenedTenant,
  type Server,
  type ServerOptions,
} from '../../src/index.ts'
import { type Answer, checkContract } from './contract.ts'
import { testLocation } from './engines.ts'

export interface CallOptions {
  readonly body?: unknown
  /** Sent as it is, in place of `body`. */
  readonly rawBody?: string | Uint8Array
  /** `null` sends none; the tenant's secret test key if left out. */
  readonly key?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** `/v1` if left out. */
  readonly mount?: string
  readonly idempotencyKey?: string
}

export interface TestTenant extends OpenedTenant {
  /** `api('POST', '/invoices', { body })`: one request, held to the contract. */
  api(method: string, path: string, options?: CallOptions): Promise<Answer>
  /** The same with the live secret key. */
  live(method: string, path: string, options?: CallOptions): Promise<Answer>
}

const quiet = { info() {}, warn() {}, error() {} }

/** A server for all tests of a file, on the engine of this run. Limits are off unless asked for. */
export function useServer(options: ServerOptions = {}) {
  let server: Server
  beforeAll(async () => {
    const location = await testLocation()
    server = await createServer({ rateLimits: false, logger: quiet, ...location, ...options })
  })
  afterAll(() => server.close())
  return {
    get server() {
      return server
    },
    openTenant: (tenant?: Partial<NewTenant>) => openTenant(server, tenant),
  }
}

/** A new tenant: tests share a server, never a tenant. */
export async function openTenant(server: Server, tenant: Partial<NewTenant> = {}): Promise<TestTenant> {
  const created = await server.createTenant({
    name: 'Acme',
    currency: 'INR',
    state: 'KA',
    timeZone: 'Asia/Kolkata',
    ...tenant,
  })
  const call = caller((request) => server.fetch(request))
  return {
    ...created,
    api: (method, path, options) => call(method, path, { key: created.keys.test.secret, ...options }),
    live: (method, path, options) => call(method, path, { key: created.keys.live.secret, ...options }),
  }
}

/** Calls any server, in process or over HTTP, and holds each answer to the contract. */
export function caller(send: (request: Request) => Promise<Response>, origin = 'http://bahi.test') {
  return async (method: string, path: string, options: CallOptions = {}): Promise<Answer> => {
    const request = buildRequest(`${origin}${options.mount ?? '/v1'}${path}`, method, options)
    const response = await send(request)
    const text = await response.text()
    const body = text === '' ? null : JSON.parse(text)
    const answer = { status: response.status, headers: response.headers, text, body }
    checkContract(method, request.url, options.key?.startsWith('pk_') ?? false, answer)
    return answer
  }
}

function buildRequest(
  url: string,
  method: string,
  { body, rawBody, key, headers, idempotencyKey }: CallOptions,
): Request {
  const sent = rawBody ?? (body === undefined ? undefined : JSON.stringify(body))
  return new Request(url, {
    method,
    ...(sent === undefined ? {} : { body: typeof sent === 'string' ? sent : new Uint8Array(sent) }),
    headers: {
      ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === null || key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
      ...headers,
    },
  })
}
