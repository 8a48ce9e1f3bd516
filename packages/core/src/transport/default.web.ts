import { fetchTransport } from './fetch.ts'
import { refusedCa } from './refused-ca.ts'
import type { Transport, TransportOptions } from './transport.ts'

export function transportOf({ fetch, ca }: TransportOptions): Transport {
  if (ca !== undefined) throw refusedCa()
  return fetchTransport(fetch)
}
