import { onTestFinished } from 'vitest'
import { assemble } from '../../../src/assemble.ts'
import { serverOf } from '../../../src/server.ts'
import type { ServerOptions } from '../../../src/server-options.ts'
import { testLocation } from '../../support/engines.ts'

/** A server of one test, with its store at hand: for what no request can reach. */
export async function openParts(options: ServerOptions = {}) {
  const quiet = { info() {}, warn() {}, error() {} }
  const parts = await assemble({ rateLimits: false, logger: quiet, ...(await testLocation()), ...options })
  const server = serverOf(parts)
  onTestFinished(() => server.close())
  return { server, store: parts.services.store }
}
