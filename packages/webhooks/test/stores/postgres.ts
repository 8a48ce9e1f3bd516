import pg from 'pg'
import { startCluster } from '../../../../scripts/lib/postgres.ts'
import { postgresTable } from '../../src/stores.ts'

/** A real PostgreSQL with the store's table. */
export async function startPostgres(): Promise<{ address: string; stop(): Promise<void> }> {
  const { adminUrl, stop } = await startCluster({ settings: ['fsync=off'], initdbFlags: ['--no-sync'] })
  const client = new pg.Client(adminUrl)
  await client.connect()
  // A migration may run twice.
  await client.query(postgresTable)
  await client.query(postgresTable)
  await client.end()
  return { address: adminUrl, stop }
}
