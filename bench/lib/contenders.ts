import { Agent, request } from 'node:http'
import { Billing } from '@bahi/billing'
import { Octokit } from '@octokit/core'
import OpenAI from 'openai'
import createClient from 'openapi-fetch'
import Stripe from 'stripe'
import { OURS } from './row.ts'

/** A client at work: one read and one create, with all that it does by default. */
export interface Contender {
  readonly name: string
  get(): Promise<unknown>
  create(): Promise<unknown>
}

type Fetch = typeof globalThis.fetch

const BODY = { name: 'Rahul K.', email: 'rahul@example.com' }
const KEY = 'sk_test_bench'

/** All of them against one origin; with `fetch`, those that take one, through it. */
export function contenders(origin: string, fetch?: Fetch): Contender[] {
  const all = [ours, stripe, openai, octokit, openapiFetch, bareFetch].map((make) => make(origin, fetch))
  return fetch === undefined ? [...all, nodeHttp(origin)] : all
}

function ours(origin: string, fetch?: Fetch): Contender {
  // The budget is for brown-outs; a bench has none.
  const given = fetch === undefined ? {} : { fetch: (url: string, init: RequestInit) => fetch(url, init) }
  const billing = new Billing({ apiKey: KEY, baseUrl: `${origin}/v1`, ...given })
  return {
    name: OURS,
    get: async () => billing.contacts.retrieve('ctc_1'),
    create: async () => billing.contacts.create(BODY),
  }
}

function stripe(origin: string, fetch?: Fetch): Contender {
  const { hostname, port } = new URL(origin)
  const client = new Stripe(KEY, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    telemetry: false,
    ...(fetch === undefined ? {} : { httpClient: Stripe.createFetchHttpClient(fetch) }),
  })
  return {
    name: 'stripe',
    get: () => client.customers.retrieve('cus_1'),
    create: () => client.customers.create(BODY),
  }
}

function openai(origin: string, fetch?: Fetch): Contender {
  const client = new OpenAI({
    apiKey: KEY,
    baseURL: `${origin}/v1`,
    ...(fetch === undefined ? {} : { fetch }),
  })
  return {
    name: 'openai',
    get: async () => client.get('/customers/cus_1'),
    create: async () => client.post('/customers', { body: BODY }),
  }
}

function octokit(origin: string, fetch?: Fetch): Contender {
  const client = new Octokit({
    auth: KEY,
    baseUrl: origin,
    ...(fetch === undefined ? {} : { request: { fetch } }),
  })
  return {
    name: '@octokit/core',
    get: () => client.request('GET /v1/customers/{id}', { id: 'cus_1' }),
    create: () => client.request('POST /v1/customers', BODY),
  }
}

interface Paths {
  '/customers/{id}': { get: { parameters: { path: { id: string } }; responses: { 200: Answer } } }
  '/customers': {
    post: { requestBody: { content: { 'application/json': object } }; responses: { 200: Answer } }
  }
}
interface Answer {
  content: { 'application/json': object }
}

function openapiFetch(origin: string, fetch?: Fetch): Contender {
  const headers = { authorization: `Bearer ${KEY}` }
  const given = fetch === undefined ? {} : { fetch }
  const client = createClient<Paths>({ baseUrl: `${origin}/v1`, headers, ...given })
  return {
    name: 'openapi-fetch',
    get: () => client.GET('/customers/{id}', { params: { path: { id: 'cus_1' } } }),
    create: () => client.POST('/customers', { body: BODY }),
  }
}

function bareFetch(origin: string, fetch: Fetch = globalThis.fetch): Contender {
  const headers = { authorization: `Bearer ${KEY}` }
  const json = { ...headers, 'content-type': 'application/json' }
  const body = JSON.stringify(BODY)
  return {
    name: 'fetch',
    get: async () => (await fetch(`${origin}/v1/customers/cus_1`, { headers })).json(),
    create: async () =>
      (await fetch(`${origin}/v1/customers`, { method: 'POST', headers: json, body })).json(),
  }
}

function nodeHttp(origin: string): Contender {
  const agent = new Agent({ keepAlive: true })
  const headers = { authorization: `Bearer ${KEY}` }
  const call = (method: string, path: string, body?: string) =>
    new Promise<unknown>((resolve, reject) => {
      const sent = request(`${origin}${path}`, { method, agent, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    name: 'node:http',
    get: () => call('GET', '/v1/customers/cus_1'),
    create: () => call('POST', '/v1/customers', JSON.stringify(BODY)),
  }
}
