import type { EnvironmentId } from '../kit/environment.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import type { DueEnvironment } from './store.ts'

/** When each environment has work, in memory and in the platform file; there is one process, so versions live in memory. */
export interface DueHints {
  /** Written before the environment commits: a crash between the two wakes the worker for nothing, never too late. */
  wake(environment: EnvironmentId, at: number): void
  list(now: number, limit: number): DueEnvironment[]
  settle(environment: DueEnvironment, nextDue: number | null): void
}

interface Hint {
  dueAt: number
  version: number
}

export function createDueHints(connection: SqliteConnection): DueHints {
  const hints = new Map<string, Hint>()
  // One counter for all, so that a hint that was dropped and made anew never repeats a version.
  let lastVersion = 0
  const put = (environment: string, dueAt: number) => {
    lastVersion += 1
    hints.set(environment, { dueAt, version: lastVersion })
  }
  for (const row of connection.all('SELECT environment, due_at FROM due')) {
    put(String(row.environment), Number(row.due_at))
  }
  return {
    wake(environment, at) {
      const known = hints.get(environment)
      if (!known || at < known.dueAt) writeHint(connection, environment, at)
      put(environment, Math.min(at, known?.dueAt ?? at))
    },
    list: (now, limit) => earliest(hints, now).slice(0, limit),
    settle({ environment, version }, nextDue) {
      const known = hints.get(environment)
      if (known?.version !== version) return
      if (nextDue === null) {
        connection.run('DELETE FROM due WHERE environment = ?', environment)
        hints.delete(environment)
      } else {
        writeHint(connection, environment, nextDue)
        put(environment, nextDue)
      }
    },
  }
}

function writeHint(connection: SqliteConnection, environment: string, dueAt: number): void {
  connection.run(
    'INSERT INTO due VALUES (?, ?) ON CONFLICT (environment) DO UPDATE SET due_at = excluded.due_at',
    environment,
    dueAt,
  )
}

function earliest(hints: ReadonlyMap<string, Hint>, now: number): DueEnvironment[] {
  return (
    [...hints]
      .filter(([, hint]) => hint.dueAt <= now)
      .sort(([, a], [, b]) => a.dueAt - b.dueAt)
      // Only environments that the store itself checked were ever written to the hints.
      .map(([environment, { version }]) => ({ environment: environment as EnvironmentId, version }))
  )
}
