import { Refusal } from '../kit/errors.ts'
import type { Stage } from './exchange.ts'

export function methodNotAllowed(allowed: readonly string[]): Stage {
  return async () => {
    throw new Refusal('method_not_allowed', { allow: allowed.join(', ') })
  }
}
