import type { Kysely } from 'kysely'
import type { Clock } from '../kit/clock.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import type { IdPrefix } from '../kit/id.ts'
import type { PublicPage } from '../kit/public-token.ts'
import type { Tables } from '../tables/tables.ts'
import type { Limiter, LimiterOptions } from './limiter.ts'

/** What a server keeps: environments apart from one another, and the platform that knows of them. */
export interface Store {
  readonly engine: 'sqlite' | 'postgres'
  readonly platform: PlatformStore
  /** Runs `work` in one writing transaction of the environment; commits when it resolves, rolls back when it throws. */
  transaction<T>(environment: EnvironmentId, work: (tx: Tx) => Promise<T>, bound?: WaitBound): Promise<T>
  /** Runs `work` on a consistent snapshot of the environment; writing in it is a bug that throws. */
  read<T>(environment: EnvironmentId, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Begins the environment anew: `begin` writes the first rows of an empty one, which takes the place of the old. */
  reset<T, K>(environment: EnvironmentId, act: Reset<T, K>, bound?: WaitBound): Promise<T>
  close(): Promise<void>
}

/** How long all of a transaction's waiting for others lasts at most, its own work not counted: past it, `LockTimeout`. */
export interface WaitBound {
  /** `LOCK_WAIT_MS` if left out. */
  readonly waitMs?: number | undefined
}

/**
 * A generation of an environment ends and the next begins. No writer is at work in the old one meanwhile, and what waits goes
 * on in the new one; nothing of the old one is reached again. It happens whole or not at all.
 */
export interface Reset<T, K> {
  /** Reads in the generation that ends: an answer, and it doesn't end after all; or what `begin` is to have of it. */
  leave(old: Tx): Promise<{ readonly answer: T } | { readonly kept: K }>
  begin(fresh: Tx, kept: K): Promise<T>
}

/** An open transaction. No query names a tenant: `db` sees this environment and nothing else. */
export interface Tx {
  readonly db: Kysely<Tables>
  readonly engine: Store['engine']
  readonly environment: EnvironmentId
  readonly livemode: boolean
  /** How often the environment has begun anew. */
  readonly generation: number
  /** The environment's time when the transaction began. */
  readonly now: Date
  /** How far `now` is ahead of the wall clock: 0 in live mode, unless time stands still. */
  readonly clockOffsetMs: number
  /** How far the environment's clock was advanced: 0 in live mode. */
  readonly advancedMs: number
  newId(prefix: IdPrefix): string
  /** The address at which anyone sees the link, the invoice or the credit note: no key is needed, and it can't be guessed. */
  publicUrl(page: PublicPage, id: string): string
  /** Recorded by the outbox; numbered when the transaction ends. */
  readonly pendingEvents: PendingEvent[]
  /** Asks the worker to look at this environment no later than `at` (epoch ms of the environment's clock); durable with the commit. */
  wakeAt(at: number): void
  readonly wakeTime: number | null
}

export interface PendingEvent {
  readonly type: string
  /** The resource's word and id, for `GET /events?resource=`. */
  readonly resourceId: string
  readonly data: unknown
  /** Tells this endpoint alone, whatever it is subscribed to. */
  readonly endpointId?: string
}

export interface StoreOptions {
  readonly clock: Clock
  /** Runs inside every writing transaction after its work, last before the commit: numbers the pending events. */
  beforeCommit(tx: Tx): Promise<void>
  /** Called after a commit that asked to be woken. */
  afterCommit(environment: EnvironmentId): void
  /** Where the pages are; a store that is opened without has none to tell of. */
  publicUrl?(page: PublicPage, environment: EnvironmentId, id: string): string
  /** Where the random part of ids comes from, 0 to 1; the system's own source if left out. */
  readonly random?: (() => number) | undefined
}

/** What belongs to no environment: who the tenants are, the signing keys, and where work falls due. */
export interface PlatformStore {
  /** Makes both environments of a tenant; `fill` writes their first rows. The tenant exists once this resolves, whole or not at all. */
  createTenant(tenant: TenantRecord, fill: (tx: Tx) => Promise<void>): Promise<void>
  listTenants(): Promise<TenantRecord[]>
  hasEnvironment(environment: EnvironmentId): Promise<boolean>
  /** Signing keys, newest first; made on the first start, one for all processes. */
  signingKeys(): Promise<readonly SigningKey[]>
  /** Environments whose work fell due by `now` (wall clock), earliest first, at most `limit`. */
  dueEnvironments(now: number, limit: number): Promise<DueEnvironment[]>
  /**
   * Puts the next look at the environment to `nextDue` (wall clock; null: no work), unless a commit has asked since
   * `version` was read. `nextDue` must be read after `version` was: see `due.ts`.
   */
  settleDue(due: DueEnvironment, nextDue: number | null): Promise<void>
  /** A counter for rate limits, shared by all processes of this store. */
  createLimiter(options: LimiterOptions): Limiter
  /** Deletes what is left of generations that have ended; answers how many rows or files went. `progress` hears of each batch. */
  purgeGenerations(progress?: (gone: number) => void): Promise<number>
  /** One process at a time, over all processes of this store. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>
}

export interface TenantRecord {
  readonly id: string
  readonly name: string
  readonly createdAt: number
}

export interface SigningKey {
  readonly id: string
  /** 32 random bytes. */
  readonly secret: Uint8Array
  readonly createdAt: number
}

export interface DueEnvironment {
  readonly environment: EnvironmentId
  readonly version: number
}
