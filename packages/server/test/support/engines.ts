import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { createDatabase, dropDatabase } from './postgres.ts'

/** Where a test keeps its data: `{}` in memory, `{ data }` on disk, `{ databaseUrl }` in PostgreSQL. */
export interface TestLocation {
  readonly data?: string
  readonly databaseUrl?: string
}

/** The engine that this run of the test file is for. */
export function engine(): 'memory' | 'disk' | 'postgres' {
  return inject('engine')
}

/**
 * A place for a store or a server, gone when the test file is done. PostgreSQL's database is shared by all tests, as a
 * real one is by tenants, unless `fresh` asks for one of its own: for tests that break its schema or count its tenants.
 */
export async function testLocation(options: { fresh?: boolean } = {}): Promise<TestLocation> {
  switch (engine()) {
    case 'memory':
      return {}
    case 'disk':
      return { data: await temporaryFolder() }
    case 'postgres':
      return { databaseUrl: options.fresh ? await freshDatabase() : inject('postgres').url }
  }
}

/** The name of the database in a URL. */
export function databaseName(databaseUrl: string): string {
  return new URL(databaseUrl).pathname.slice(1)
}

const cleanups: (() => Promise<void>)[] = []

afterAll(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bahi-test-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'data')
}

async function freshDatabase(): Promise<string> {
  const { adminUrl } = inject('postgres')
  const name = `bahi_${randomBytes(6).toString('hex')}`
  cleanups.push(() => dropDatabase(adminUrl, name))
  return createDatabase(adminUrl, name)
}
