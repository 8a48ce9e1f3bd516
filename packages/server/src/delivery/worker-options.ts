import type { Clock } from '../kit/clock.ts'
import type { Logger } from '../kit/logger.ts'
import type { Vault } from '../kit/vault.ts'
import type { Store } from '../store/store.ts'

/** What a worker is given. */
export interface WorkerOptions {
  readonly store: Store
  readonly clock: Clock
  /** Opens the secrets that sign. */
  readonly vault: Vault
  readonly logger: Logger
  /** How long one attempt may take: name, connection, request and answer. */
  readonly deliveryTimeoutMs: number
  /** Whether test environments may send to this machine just now. */
  readonly allowLoopback: () => boolean
}
