import type { EnvironmentId } from './environment.ts'

/** Something that fell due and was done. */
export interface Happened {
  /** Epoch ms of the environment's clock. */
  readonly at: number
  /** `invoice.overdue`, `delivery.attempted`. */
  readonly what: string
  /** The resource that it was done to. */
  readonly id: string
}

/** An advance of an environment's clock that has begun: its holder has taken the clock. */
export interface Advancing {
  readonly environment: EnvironmentId
  readonly holder: string
  /** Epoch ms of the environment's clock. */
  readonly target: number
}

/** How far an advance has come. */
export interface Reached {
  readonly now: number
  /** False: it stopped on the way. */
  readonly done: boolean
  readonly happened: readonly Happened[]
}
