import { fetchTransport } from './fetch.ts'
import { nodeTransport } from './node.ts'
import { refusedCa } from './refused-ca.ts'
import type { Transport, TransportOptions } from './transport.ts'

/**
 * What a client sends through: node:http, unless it is given a fetch. The build for everything but Node takes default.web.ts instead,
 * that for browsers default.browser.ts.
 */
export function transportOf({ fetch, ca }: TransportOptions): Transport {
  if (fetch === undefined) return nodeTransport(ca)
  if (ca !== undefined) throw refusedCa()
  return fetchTransport(fetch)
}
