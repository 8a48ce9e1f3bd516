import { CAMEL_CASE_MOUNT, type mounts } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'
import type { Stage } from './exchange.ts'

/** Reads `Key-Inflection`; the mount says what holds without it. */
export function readInflection(mount: (typeof mounts)[number]): Stage {
  const byDefault = mount === CAMEL_CASE_MOUNT ? 'camel' : 'snake'
  return async (c, next) => {
    const asked = c.req.header('Key-Inflection') ?? byDefault
    c.set('inflection', byDefault)
    if (asked !== 'snake' && asked !== 'camel') {
      throw new Refusal('invalid_header', {
        errors: [
          {
            pointer: '/key-inflection',
            in: 'header',
            code: 'invalid_value',
            detail: 'Send `camel` or `snake`.',
          },
        ],
      })
    }
    c.set('inflection', asked)
    await next()
  }
}
