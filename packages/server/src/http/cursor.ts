import { createHmac, timingSafeEqual } from 'node:crypto'
import { canonical } from '../kit/canonical.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import { Refusal } from '../kit/errors.ts'
import type { PlatformStore, SigningKey } from '../store/store.ts'

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
      return cursorOf(key, position, scope)
    },
    async read(cursor, scope) {
      const [keyId = '', encoded = ''] = cursor.split('.')
      const key = await keyWithId(keyId)
      const position = Buffer.from(encoded, 'base64url').toString()
      // the texts are compared, not their bytes: base64url has several texts for the same bytes
      if (key === undefined || !sameText(cursor, cursorOf(key, position, scope)))
        throw new Refusal('invalid_cursor')
      return position
    },
  }
}

const cursorOf = (key: SigningKey, position: string, scope: CursorScope): string =>
  [key.id, Buffer.from(position).toString('base64url'), mac(key, position, scope)].join('.')

function mac(key: SigningKey, position: string, scope: CursorScope): string {
  const signed = canonical([position, scope.environment, scope.operationId, scope.filters])
  const whole = createHmac('sha256', key.secret).update(`cursor:${signed}`).digest()
  return whole.subarray(0, MAC_BYTES).toString('base64url')
}

function sameText(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}
