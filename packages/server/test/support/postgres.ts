import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startCluster } from '../../../../scripts/lib/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    engine: 'memory' | 'disk' | 'postgres'
    postgres: PostgresAccess
  }
}

export interface PostgresAccess {
  /** A superuser's URL of the cluster, for making databases and breaking policies. */
  readonly adminUrl: string
  /** The database that tests share, by a login that owns it and is no superuser. */
  readonly url: string
}

/** Tests kill servers, never the machine: no fsync. */
const unsynced = ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=64MB']

/** Starts one real PostgreSQL for the project `postgres`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { adminUrl, password, stop } = await startCluster({ settings: unsynced, initdbFlags: ['--no-sync'] })
  await asAdmin(adminUrl, `CREATE ROLE bahi_owner LOGIN CREATEROLE PASSWORD '${password}'`)
  await createDatabase(adminUrl, 'bahi')
  project.provide('postgres', { adminUrl, url: databaseUrl(adminUrl, 'bahi') })
  return stop
}

/** An empty database owned by the login of the tests; answers its URL. */
export async function createDatabase(adminUrl: string, name: string): Promise<string> {
  await asAdmin(adminUrl, `CREATE DATABASE ${name} OWNER bahi_owner TEMPLATE template0`)
  return databaseUrl(adminUrl, name)
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

/** One statement on a connection of its own. */
export async function asAdmin(adminUrl: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The superuser's URL of another database in the cluster. */
export function adminUrlOf(adminUrl: string, name: string): string {
  return Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href
}

function databaseUrl(adminUrl: string, name: string): string {
  return Object.assign(new URL(adminUrl), { pathname: `/${name}`, username: 'bahi_owner' }).href
}
