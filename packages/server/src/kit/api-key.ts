import { createHash, randomBytes } from 'node:crypto'
import type { EnvironmentId, Mode } from './environment.ts'

export type KeyKind = 'secret' | 'publishable'

const SECRET_BYTES = 32
const shape = /^(sk|pk)_(test|live)_([0-7][0-9A-HJKMNP-TV-Z]{25})_[A-Za-z0-9_-]{43}$/
const letters = { secret: 'sk', publishable: 'pk' } as const

/** A new key: its kind, its mode, the tenant whose store has its record, and 32 random bytes. */
export function generateApiKey(kind: KeyKind, environment: EnvironmentId): string {
  const [tenantId = '', mode = ''] = environment.split('/')
  return `${letters[kind]}_${mode}_${tenantId.replace('tnt_', '')}_${randomBytes(SECRET_BYTES).toString('base64url')}`
}

export interface LocatedKey {
  readonly environment: EnvironmentId
  readonly tenantId: string
  readonly mode: Mode
  readonly hash: string
}

/** Reads from a key where its record is; `null` when it can't be one of ours. */
export function locateApiKey(bearer: string): LocatedKey | null {
  const [, , mode, ulid] = shape.exec(bearer) ?? []
  if (ulid === undefined || (mode !== 'test' && mode !== 'live')) return null
  const tenantId = `tnt_${ulid}`
  return { environment: `${tenantId}/${mode}`, tenantId, mode, hash: hashApiKey(bearer) }
}

/** SHA-256 is enough for 256 random bits: there is nothing to guess. */
export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('hex')

export const apiKeyPrefix = (kind: KeyKind, mode: Mode): string => `${letters[kind]}_${mode}_`
