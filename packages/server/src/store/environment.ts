import type { EnvironmentId, Mode } from '../kit/environment.ts'
import { isId } from '../kit/id.ts'

export const modes: readonly Mode[] = ['test', 'live']

export function environmentOf(tenantId: string, mode: Mode): EnvironmentId {
  return `${tenantId}/${mode}`
}

/** The parts of an environment's id, or null when `value` is none. Only what passes here may become a file name or SQL. */
export function parseEnvironment(value: string): { tenantId: string; mode: Mode } | null {
  const [tenantId, mode, ...rest] = value.split('/')
  if (rest.length > 0 || !isId('tnt', tenantId)) return null
  if (mode !== 'test' && mode !== 'live') return null
  return { tenantId, mode }
}
