import { refusedCa } from './ca.ts'
import { fetchTransport } from './fetch.ts'
import { nodeTransport } from './node.ts'
import type { Transport } from './transport.ts'
import type { TransportOptions } from './transport-options.ts'

/**
 * What a client sends through: node:http, unless it is given a fetch. The build for everything but Node takes default.web.ts instead,
 * that for browsers default.browser.ts.
 */
export function transportOf({ fetch, ca }: TransportOptions): Transport {
  if (fetch === undefined) return nodeTransport(ca)
  if (ca !== undefined) throw refusedCa()
  return fetchTransport(fetch)
}
