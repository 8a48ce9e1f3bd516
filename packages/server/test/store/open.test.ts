import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { quietOptions } from './kit.ts'

describe('openStore', () => {
  test('refuses a folder and a database at once', async () => {
    const both = openStore({ data: '/nowhere', databaseUrl: 'postgres://127.0.0.1/x' }, quietOptions)
    await expect(both).rejects.toThrow('were both given')
  })

  test('says where PostgreSQL was looked for, and never the password', async () => {
    const databaseUrl = `postgres://clerk:hunter2@127.0.0.1:${await closedPort()}/books`
    const error: Error = await openStore({ databaseUrl }, quietOptions).then(
      () => new Error('It opened.'),
      (reason) => reason,
    )
    expect(error.message).toMatch(
      /127\.0\.0\.1:\d+ \(database "books", user "clerk"\): .*ECONNREFUSED.*Check that it runs/,
    )
    expect(inspectable(error)).not.toContain('hunter2')
  })

  test.each([
    'postgres://clerk:hunter2@[bad/books',
    'postgres://clerk:hunter2@host:port/books',
    'mysql://clerk:hunter2@127.0.0.1/books',
    'file:///hunter2/dev.db',
  ])('refuses a URL that it can not read without repeating it', async (databaseUrl) => {
    const error: Error = await openStore({ databaseUrl }, quietOptions).catch((reason) => reason)
    expect(error.message).toContain('The database URL can not be read')
    expect(inspectable(error)).not.toContain('hunter2')
  })
})

function inspectable(error: Error): string {
  return `${error.stack} ${String(error.cause)} ${JSON.stringify(error)} ${JSON.stringify(error.cause)}`
}

function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 1))
    })
  })
}
