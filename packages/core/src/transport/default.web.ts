import { globalFetchTransport } from './fetch.ts'
import type { MakeTransport } from './transport.ts'

export const defaultTransport: MakeTransport = ({ ca }) =>
  ca === undefined ? globalFetchTransport : undefined
