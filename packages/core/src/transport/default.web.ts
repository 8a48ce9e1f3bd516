import { refusedCa } from './ca.ts'
import { fetchTransport } from './fetch.ts'
import type { Transport } from './transport.ts'
import type { TransportOptions } from './transport-options.ts'

export function transportOf({ fetch, ca }: TransportOptions): Transport {
  if (ca !== undefined) throw refusedCa()
  return fetchTransport(fetch)
}
