import type { Vault } from '../kit/vault.ts'
import type { SchedulerOptions } from '../scheduler/appointments.ts'
import type { ApiVersions } from '../versions/api-versions.ts'

/** What a worker is given. */
export interface WorkerOptions extends SchedulerOptions {
  /** Opens the secrets that sign. */
  readonly vault: Vault
  /** In which endpoints are told of events. */
  readonly versions: ApiVersions
  /** How long one attempt may take: name, connection, request and answer. */
  readonly deliveryTimeoutMs: number
  /** Whether test environments may send to this machine just now. */
  readonly allowLoopback: () => boolean
}
