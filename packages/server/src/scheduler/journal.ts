import type { EnvironmentId } from '../kit/environment.ts'
import type { Happened } from '../kit/happening.ts'

/** What happens in environments whose clock this process is advancing. */
export interface Journal {
  /** Begins to write down what happens; `holder` is who has the clock. */
  open(environment: EnvironmentId, holder: string): Page
  note(environment: EnvironmentId, happened: Happened): void
  /** Who has the environment's clock in this process; null: nobody. */
  holder(environment: EnvironmentId): string | null
}

export interface Page {
  readonly happened: readonly Happened[]
  close(): void
}

export function createJournal(): Journal {
  const pages = new Map<EnvironmentId, { readonly holder: string; readonly happened: Happened[] }>()
  return {
    open(environment, holder) {
      const page = { holder, happened: [] }
      pages.set(environment, page)
      return {
        happened: page.happened,
        close() {
          if (pages.get(environment) === page) pages.delete(environment)
        },
      }
    },
    note: (environment, happened) => void pages.get(environment)?.happened.push(happened),
    holder: (environment) => pages.get(environment)?.holder ?? null,
  }
}
