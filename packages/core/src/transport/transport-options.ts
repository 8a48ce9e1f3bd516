import type { Ca } from './ca.ts'
import type { Fetch } from './fetch.ts'

/** What a client's options say of its transport. */
export interface TransportOptions {
  readonly fetch?: Fetch | undefined
  readonly ca?: Ca | undefined
}
