import type { Clock } from '../kit/clock.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import type { DueEnvironment, PlatformStore } from '../store/store.ts'

/** Which environments the platform says are due, until somebody looks at them. */
export interface DueList {
  /** Asks the platform; answers the earliest. */
  ask(): Promise<EnvironmentId[]>
  /** What was said of one, once: whoever looks settles it. */
  take(environment: EnvironmentId): DueEnvironment | undefined
}

/** Environments named at once; the others are named the next time. */
const MAX_DUE = 100

export function createDueList(platform: PlatformStore, clock: Clock): DueList {
  const due = new Map<EnvironmentId, DueEnvironment>()
  return {
    async ask() {
      const found = await platform.dueEnvironments(clock.wall(), MAX_DUE)
      for (const one of found) due.set(one.environment, one)
      return found.map((one) => one.environment)
    },
    take(environment) {
      const asked = due.get(environment)
      due.delete(environment)
      return asked
    },
  }
}
