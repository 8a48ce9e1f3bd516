import type { CallContext } from '../call-context.ts'

/** Nobody hears: diagnostics channels are Node's. */
export function observe(_call: CallContext): undefined {}
