import { Refusal } from '../kit/errors.ts'
import type { Stage } from './exchange.ts'
import { parseFault } from './fault.ts'

/** Test keys only; with a live key the header is not looked at. */
export const readFault: Stage = async (c, next) => {
  const header = c.get('actor').mode === 'test' ? c.req.header('X-Test-Fault') : undefined
  const fault = header === undefined ? null : parseFault(header)
  if (fault?.kind === 'refuse')
    throw new Refusal(fault.code, fault.code === 'rate_limited' ? faultedLimit : {})
  c.set('fault', fault)
  await next()
}

const faultedLimit = { violated_policies: ['sustained'], retryAfterSeconds: 1 }
