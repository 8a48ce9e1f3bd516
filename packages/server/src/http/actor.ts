import type { Mode } from '../kit/environment.ts'

/** The API key that acts, and for whom. */
export interface Actor {
  readonly keyId: string
  readonly kind: 'secret' | 'publishable'
  readonly mode: Mode
  /** What it speaks when a request names no version. */
  readonly apiVersion: string
  readonly scopes: readonly string[]
  readonly tenantIds: readonly string[]
  /** The tenant whose data the key's own record lives with. */
  readonly homeTenantId: string
  /** The presented key. It seals stored answers that hold secrets and is never written anywhere. */
  readonly bearer: string
}
