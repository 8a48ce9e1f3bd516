import { createHmac, timingSafeEqual } from 'node:crypto'
import canonicalize from 'canonicalize'
import { Refusal } from '../kit/errors.ts'
import type { EnvironmentId, PlatformStore, SigningKey } from '../store/store.ts'

/** What a cursor is good for: one list, with its filters, in one environment. */
export interface CursorScope {
  readonly environment: EnvironmentId
  readonly operationId: string
  readonly filters: unknown
}

export interface CursorSigner {
  sign(position: string, scope: CursorScope): string
  /** The position in a cursor; throws `invalid_cursor` for one that is forged or was issued for something else. */
  read(cursor: string, scope: CursorScope): Promise<string>
}

const MAC_BYTES = 16

/** Cursors are `key id . position . MAC`: any process with the platform's signing keys reads them, after a restart too. */
export async function createCursorSigner(platform: PlatformStore): Promise<CursorSigner> {
  let keys = await platform.signingKeys()
  const keyWithId = async (id: string): Promise<SigningKey | undefined> => {
    if (!keys.some((key) => key.id === id)) keys = await platform.signingKeys()
    return keys.find((key) => key.id === id)
  }
  return {
    sign(position, scope) {
      const [key] = keys
      if (key === undefined) throw new Error('The platform has no signing key.')
      return [key.id, encode(position), mac(key, position, scope).toString('base64url')].join('.')
    },
    async read(cursor, scope) {
      const [keyId = '', encoded = '', signature = '', ...rest] = cursor.split('.')
      const key = await keyWithId(keyId)
      const position = Buffer.from(encoded, 'base64url').toString()
      if (key === undefined || rest.length > 0) throw new Refusal('invalid_cursor')
      if (!sameBytes(Buffer.from(signature, 'base64url'), mac(key, position, scope)))
        throw new Refusal('invalid_cursor')
      return position
    },
  }
}

const encode = (position: string) => Buffer.from(position).toString('base64url')

function mac(key: SigningKey, position: string, scope: CursorScope): Buffer {
  const signed = canonicalize([position, scope.environment, scope.operationId, scope.filters]) ?? ''
  return createHmac('sha256', key.secret).update(`cursor:${signed}`).digest().subarray(0, MAC_BYTES)
}

const sameBytes = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)
