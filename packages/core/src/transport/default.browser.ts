import { fetchTransport } from './fetch.ts'
import type { Transport } from './transport.ts'
import type { TransportOptions } from './transport-options.ts'

/** No page says what its browser trusts: that `ca` has no effect needs no words of every bundle. */
export function transportOf({ fetch }: TransportOptions): Transport {
  return fetchTransport(fetch)
}
