import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { testLocation } from '../support/engines.ts'
import { adminUrlOf, asAdmin } from '../support/postgres.ts'
import { quietOptions } from './kit.ts'

describe('openStore on PostgreSQL', () => {
  test('names a wrong password as the trouble, without showing it', async () => {
    const databaseUrl = Object.assign(new URL(inject('postgres').url), { password: 'hunter2' }).href
    const error: Error = await openStore({ databaseUrl }, quietOptions).catch((reason) => reason)
    expect(error.message).toContain('password authentication failed')
    expect(inspectable(error)).not.toContain('hunter2')
  })

  test('tells a login without rights what an administrator must do', async () => {
    const { adminUrl } = inject('postgres')
    const database = new URL((await testLocation({ fresh: true })).databaseUrl ?? '').pathname.slice(1)
    await asAdmin(adminUrl, `CREATE ROLE stranger LOGIN PASSWORD 'x'`)
    const databaseUrl = Object.assign(new URL(adminUrlOf(adminUrl, database)), {
      username: 'stranger',
      password: 'x',
    }).href
    await expect(openStore({ databaseUrl }, quietOptions)).rejects.toThrow(/GRANT bahi_app TO <user>/)
    await asAdmin(adminUrl, 'DROP ROLE stranger')
  })

  test('refuses a database migrated by a newer version', async () => {
    const { databaseUrl = '' } = await testLocation({ fresh: true })
    await (await openStore({ databaseUrl }, quietOptions)).close()
    const client = new pg.Client(databaseUrl)
    await client.connect()
    await client.query(`INSERT INTO bahi_platform.migrations VALUES ('9999-later')`)
    await client.end()
    await expect(openStore({ databaseUrl }, quietOptions)).rejects.toThrow(
      'migrated by a newer Bahi (9999-later)',
    )
  })
})

function inspectable(error: Error): string {
  return `${error.stack} ${String(error.cause)} ${JSON.stringify(error)} ${JSON.stringify(error.cause)}`
}
