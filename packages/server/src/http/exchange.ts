import type { Context, MiddlewareHandler } from 'hono'
import type { Clock } from '../kit/clock.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import type { Advancing, Reached } from '../kit/happening.ts'
import type { Inflection } from '../kit/inflection.ts'
import type { Logger } from '../kit/logger.ts'
import type { Tasks } from '../kit/tasks.ts'
import type { Vault } from '../kit/vault.ts'
import type { Store, Tx } from '../store/store.ts'
import type { ApiVersions, Translation } from '../versions/api-versions.ts'
import type { Actor } from './actor.ts'
import type { CursorSigner } from './cursor.ts'
import type { Fault } from './fault.ts'
import type { RateLimits } from './rate-limits.ts'

/** What every request may use. */
export interface Services {
  readonly store: Store
  readonly clock: Clock
  readonly vault: Vault
  readonly cursors: CursorSigner
  /** `null`: no limits, and no headers that tell of them. */
  readonly limits: RateLimits | null
  readonly versions: ApiVersions
  readonly logger: Logger
  readonly tasks: Tasks
  newRequestId(): string
  /** Where the random part of ids comes from; the system's own source if left out. */
  readonly random?: (() => number) | undefined
  /** Lets all that falls due until the target happen; `end` writes down the last step, in its transaction. */
  advance<T>(advancing: Advancing, end: (tx: Tx, reached: Reached) => Promise<T>): Promise<T>
  /** Whether a gateway collects money there. */
  collects(environment: EnvironmentId): boolean
}

export interface Variables {
  requestId: string
  inflection: Inflection
  actor: Actor
  environment: EnvironmentId
  fault: Fault | null
  /** `null`: the caller speaks the current version. */
  translation: Translation | null
  /** Whose body and query problems point into, once these were read. */
  operation: string | null
}

/** The caller's address: set by `listen`; requests in process have none. */
export interface Bindings {
  address?: string
  /** Ends the connection without an answer. */
  hangUp?: () => void
}

export type Env = { Variables: Variables; Bindings: Bindings }
export type Exchange = Context<Env>
export type Stage = MiddlewareHandler<Env>
