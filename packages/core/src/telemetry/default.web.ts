import type { Observe } from './telemetry.ts'

/** Nobody: diagnostics channels are Node's. */
export const observe: Observe | undefined = undefined
