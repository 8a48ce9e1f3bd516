import { failpoint } from '../kit/failpoint.ts'
import type { Lanes } from './sqlite-environments.ts'
import { type DataFolder, fileName } from './sqlite-folder.ts'
import type { SqliteGenerations } from './sqlite-generations.ts'
import { type Place, placeOf, read, type SqliteEngine, write } from './sqlite-transaction.ts'
import type { Reset } from './store.ts'

/**
 * In the writer's turn of the generation that ends: makes the file of the next, and lets it count. The platform's row is the
 * commit; before it a crash leaves a file that the next start removes, after it the old one.
 */
export async function resetSqlite<T, K>(engine: SqliteEngine, old: Place, act: Reset<T, K>): Promise<T> {
  const { environment, generation } = old
  const left = await read(engine, old, act.leave)
  if ('answer' in left) return left.answer
  const { environments, platform } = engine
  platform.generations.announce(fileName(environment, generation + 1))
  const next = environments.createNext(environment)
  const result = await begin(engine, { environment, next }, (fresh) => act.begin(fresh, left.kept))
  failpoint('after_reset')
  environments.succeed(environment, next, () => removeFile(engine, fileName(environment, generation)))
  return result
}

async function begin<T>(
  engine: SqliteEngine,
  { environment, next }: { environment: Place['environment']; next: Lanes },
  work: Parameters<typeof write<T>>[2],
): Promise<T> {
  try {
    const { result } = await write(engine, placeOf(environment, next), work)
    failpoint('before_reset')
    engine.platform.generations.succeed(environment, next.generation)
    return result
  } catch (error) {
    engine.environments.discard(environment, next)
    engine.platform.generations.forget(fileName(environment, next.generation))
    throw error
  }
}

function removeFile({ folder, platform }: SqliteEngine, file: string): void {
  folder.removeFile(file)
  platform.generations.forget(file)
}

/** What a crash has left of something that did not come about, or that has ended. */
export function removeLeftovers(folder: DataFolder, generations: SqliteGenerations): void {
  for (const file of generations.leftovers()) {
    folder.removeFile(file)
    generations.forget(file)
  }
}
