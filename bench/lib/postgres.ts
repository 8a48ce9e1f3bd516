import pg from 'pg'
import { startCluster } from '../../scripts/lib/postgres.ts'

export interface RunningPostgres {
  /** A superuser's URL of the database. */
  readonly adminUrl: string
  /** That of the login that owns it. */
  readonly url: string
  stop(): Promise<void>
}

/** A PostgreSQL of its own with one database; with its own settings but for the memory it may take. */
export async function startPostgres(): Promise<RunningPostgres> {
  const { adminUrl, password, stop } = await startCluster({ settings: ['shared_buffers=256MB'] })
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  await admin.query(`CREATE ROLE bahi_owner LOGIN CREATEROLE PASSWORD '${password}'`)
  await admin.query('CREATE DATABASE bahi OWNER bahi_owner TEMPLATE template0')
  await admin.end()
  const database = { pathname: '/bahi' }
  return {
    adminUrl: Object.assign(new URL(adminUrl), database).href,
    url: Object.assign(new URL(adminUrl), { ...database, username: 'bahi_owner' }).href,
    stop,
  }
}
