import { SUPPORTED_API_VERSIONS } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'
import type { Stage } from './exchange.ts'

/** `API-Version: 1.4` or `v1.4`; left out, the current one. */
export const readVersion: Stage = async (c, next) => {
  const asked = c.req.header('API-Version')
  if (asked !== undefined && !SUPPORTED_API_VERSIONS.includes(asked.replace(/^v/, ''))) {
    throw new Refusal('unsupported_api_version', { supported_versions: [...SUPPORTED_API_VERSIONS] })
  }
  await next()
}
