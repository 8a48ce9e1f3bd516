import { createHmac, timingSafeEqual } from 'node:crypto'
import type { EnvironmentId, Mode } from './environment.ts'

/** What a public address shows: the page to pay on, an invoice, a credit note, or where the gateway reports to. */
export type PublicPage = 'p' | 'i' | 'c' | 'g'

export interface PublicSubject {
  readonly environment: EnvironmentId
  /** Absent for what belongs to the environment as a whole. */
  readonly id: string | null
}

/** Public addresses carry no key: a token says where its subject lives and proves that we made it. */
export interface PublicTokens {
  sign(page: PublicPage, subject: PublicSubject): string
  /** `null` for anything that was not signed for this page. */
  read(page: PublicPage, token: string): PublicSubject | null
}

/** 128 bits: nobody guesses an address. */
const MAC_BYTES = 16
const ULID = '[0-7][0-9A-HJKMNP-TV-Z]{25}'
const shape = new RegExp(`^([tl])(${ULID})(${ULID})?([A-Za-z0-9_-]{22})$`)
const modes: Readonly<Record<string, Mode>> = { t: 'test', l: 'live' }
const prefixes = { p: 'lnk_', i: 'inv_', c: 'crn_', g: '' } as const

/** `keys` newest first: the first signs, all of them are believed. */
export function createPublicTokens(keys: readonly { readonly secret: Uint8Array }[]): PublicTokens {
  const [newest] = keys
  if (newest === undefined) throw new Error('The platform has no signing key.')
  return {
    sign: (page, subject) => tokenOf(newest.secret, page, subject),
    read(page, token) {
      const [, letter = '', tenant = '', ulid] = shape.exec(token) ?? []
      const mode = modes[letter]
      if (mode === undefined || (ulid === undefined) !== (page === 'g')) return null
      const subject: PublicSubject = {
        environment: `tnt_${tenant}/${mode}`,
        id: ulid === undefined ? null : `${prefixes[page]}${ulid}`,
      }
      // the texts are compared, not their bytes: base64url has several texts for the same bytes
      return keys.some(({ secret }) => sameText(token, tokenOf(secret, page, subject))) ? subject : null
    },
  }
}

function tokenOf(secret: Uint8Array, page: PublicPage, { environment, id }: PublicSubject): string {
  const [tenantId = '', mode = ''] = environment.split('/')
  const mac = createHmac('sha256', secret)
    .update(`public:${page}:${environment}:${id ?? ''}`)
    .digest()
  const subject = id?.slice(prefixes[page].length) ?? ''
  return `${mode.charAt(0)}${tenantId.slice('tnt_'.length)}${subject}${mac.subarray(0, MAC_BYTES).toString('base64url')}`
}

export function sameText(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}
