import type { EnvironmentId } from '../kit/environment.ts'
import { durably, type SqliteConnection } from './sqlite-connection.ts'
import { fileName } from './sqlite-folder.ts'

/** Which generation of each environment counts, and which files must go. */
export interface SqliteGenerations {
  of(environment: EnvironmentId): number
  /** Writes down, before a file is made, that it is to go: unless what it is made for comes about. */
  announce(...files: readonly string[]): void
  /** Within `durably`: what the files were made for has come about. */
  keep(...files: readonly string[]): void
  /** The new generation's file counts from now on, and that of the old one must go. */
  succeed(environment: EnvironmentId, generation: number): void
  /** The files that must go: of an ended generation, or of something that a crash has cut short. */
  leftovers(): string[]
  /** It has gone. */
  forget(file: string): void
}

export const generationsSchema = `
CREATE TABLE IF NOT EXISTS generations (environment TEXT NOT NULL PRIMARY KEY, generation INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS leftovers (file TEXT NOT NULL PRIMARY KEY) STRICT;
`

export function createSqliteGenerations(connection: SqliteConnection): SqliteGenerations {
  const known = new Map(
    connection
      .all('SELECT environment, generation FROM generations')
      .map((row) => [String(row.environment), Number(row.generation)]),
  )
  const add = (file: string) =>
    connection.run('INSERT INTO leftovers (file) VALUES (?) ON CONFLICT DO NOTHING', file)
  const remove = (file: string) => connection.run('DELETE FROM leftovers WHERE file = ?', file)
  return {
    of: (environment) => known.get(environment) ?? 0,
    announce: (...files) => durably(connection, () => files.forEach(add)),
    keep: (...files) => files.forEach(remove),
    succeed(environment, generation) {
      durably(connection, () => {
        connection.run(
          'INSERT INTO generations VALUES (?, ?) ON CONFLICT (environment) DO UPDATE SET generation = excluded.generation',
          environment,
          generation,
        )
        remove(fileName(environment, generation))
        add(fileName(environment, generation - 1))
      })
      known.set(environment, generation)
    },
    leftovers: () => connection.all('SELECT file FROM leftovers').map((row) => String(row.file)),
    forget: remove,
  }
}
