import { afterAll, beforeAll } from 'vitest'
import { assemble } from '../../../src/assemble.ts'
import { type Server, serverOf } from '../../../src/server.ts'
import { added, renamed, within } from '../../../src/versions/field-change.ts'
import type { VersionChange } from '../../../src/versions/version-change.ts'
import { testLocation } from '../../support/engines.ts'

/**
 * 1.3 called a contact's tax id `gstin`, filtered by `mobile`, priced billables in `amount`, advanced a clock by a `duration`, of
 * which it told as `events`, and counted resets as `epoch`.
 */
const change14: VersionChange = {
  version: '1.4',
  before: '1.3',
  resources: {
    contact: [renamed('gstin', 'tax_id'), added('state')],
    billable: [renamed('amount', 'amount_minor')],
    test_clock_advance: [renamed('events', 'happened')],
    test_reset: [renamed('epoch', 'generation')],
  },
  requests: {
    createContact: { body: [renamed('gstin', 'tax_id'), added('state')] },
    listContacts: { query: [renamed('mobile', 'phone')] },
    createBillables: { body: [within('billables', renamed('amount', 'amount_minor'))] },
    advanceTestClock: { body: [renamed('duration', 'by')] },
  },
}

/** 1.2 called the same tax id `tax_number`, and the city of an address `town`. */
const change13: VersionChange = {
  version: '1.3',
  before: '1.2',
  resources: { contact: [renamed('tax_number', 'gstin'), within('address', renamed('town', 'city'))] },
  requests: {
    createContact: {
      body: [renamed('tax_number', 'gstin'), within('address', renamed('town', 'city'))],
    },
  },
}

/** Versions that were never published: the mechanism is proven with them. */
export const olderVersions: readonly VersionChange[] = [change13, change14]

/** A server that speaks them too, on a database of its own: no other test's worker sends its events. */
export function useOlderVersions() {
  let server: Server
  beforeAll(async () => {
    const logger = { info() {}, warn() {}, error() {} }
    server = serverOf(
      await assemble(
        { rateLimits: false, logger, ...(await testLocation({ fresh: true })) },
        { changes: olderVersions },
      ),
    )
  })
  afterAll(() => server.close())
  return {
    listen: () => server.listen({ port: 0 }),
    settle: () => server.settle(),
    async openTenant() {
      const { keys } = await server.createTenant({
        name: 'Acme',
        currency: 'INR',
        state: 'KA',
        timeZone: 'Asia/Kolkata',
      })
      return { call: speaker(server, keys.test.secret), as: (key: string) => speaker(server, key) }
    },
  }
}

/** Calls in a version, and does not hold answers to the contract: that describes the current one. */
function speaker(server: Server, key: string) {
  return async (version: string | null, method: string, path: string, asked: Asked = {}) => {
    const { body, mount = '/v1', headers = {} } = asked
    const response = await server.fetch(`http://bahi.test${mount}${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
      headers: {
        Authorization: `Bearer ${key}`,
        ...(version === null ? {} : { 'API-Version': version }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
}

interface Asked {
  readonly body?: unknown
  readonly mount?: string
  readonly headers?: Readonly<Record<string, string>>
}
