import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createServer } from '../../src/index.ts'
import { engine, type TestLocation, testLocation } from '../support/engines.ts'
import { caller } from '../support/harness.ts'
import { flagsFor } from '../support/server-process.ts'
import { runBin, startBin } from './support/bin.ts'

const createKey = (...flags: string[]) => runBin('key', 'create', ...flags)

/** A tenant in data that no server has open, and a way to ask one about it. */
async function openShop() {
  const location = await testLocation({ fresh: true })
  const flags = flagsFor(location)
  const { tenant_id: tenantId } = JSON.parse(
    (await runBin('tenant', 'create', '--name', 'Acme', ...flags)).out,
  )
  return { location, flags, tenantId: String(tenantId) }
}

async function ask<T>(
  location: TestLocation,
  work: (call: ReturnType<typeof caller>) => Promise<T>,
): Promise<T> {
  const server = await createServer({ rateLimits: false, ...location })
  try {
    return await work(caller((request) => server.fetch(request)))
  } finally {
    await server.close()
  }
}

if (engine() === 'memory') {
  test.each([
    [[], 'needs --tenant ID'],
    [['--tenant', 'tnt_x'], 'Say where the data is: --data DIR or --database-url URL.'],
    [['--tenant', 'tnt_x', '--mode', 'prod'], '--mode takes test or live, not "prod".'],
    [['--tenant', 'tnt_x', '--kind', 'public'], '--kind takes secret or publishable, not "public".'],
  ])('key create %j: says what it needs', async (flags, words) => {
    const { code, out, err } = await createKey(...flags)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(words)
  })

  test('--help tells of key create', async () => {
    const { code, out } = await createKey('--help')
    expect([code, out]).toEqual([0, expect.stringContaining('key create --tenant ID')])
  })
} else {
  test('key create: makes a key that works and is listed as any other, its secret told once', async () => {
    const { location, flags, tenantId } = await openShop()
    const { code, out } = await createKey('--tenant', tenantId, '--name', 'Found again', ...flags)
    const told = JSON.parse(out)
    expect([code, out.trim().split('\n').length]).toEqual([0, 1])
    expect(told).toEqual({
      key_id: expect.stringMatching(/^key_/),
      tenant_id: tenantId,
      mode: 'test',
      kind: 'secret',
      scopes: ['*'],
      secret: expect.stringMatching(/^sk_test_/),
    })
    await ask(location, async (call) => {
      const { body, text } = await call('GET', '/api-keys', { key: told.secret })
      const made = {
        id: told.key_id,
        name: 'Found again',
        prefix: 'sk_test_',
        scopes: ['*'],
        tenant_ids: [tenantId],
      }
      expect(body.data[0]).toMatchObject({ ...made, secret: null, revoked_at: null, expires_at: null })
      expect(text).not.toContain(told.secret)
      expect(
        (await call('POST', `/api-keys/${told.key_id}/rotate`, { key: told.secret, body: {} })).status,
      ).toBe(201)
    })
  })

  test('key create: in live mode, publishable, with scopes of its own', async () => {
    const { location, flags, tenantId } = await openShop()
    const made = async (...words: string[]) =>
      JSON.parse((await createKey('--tenant', tenantId, ...words, ...flags)).out)
    const reader = await made('--mode', 'live', '--scopes', 'invoices:read,products:read')
    const shown = await made('--kind', 'publishable')
    expect(reader).toMatchObject({ mode: 'live', scopes: ['invoices:read', 'products:read'] })
    expect(shown).toMatchObject({ kind: 'publishable', secret: expect.stringMatching(/^pk_test_/) })
    await ask(location, async (call) => {
      const get = async (path: string, { secret }: { secret: string }) =>
        (await call('GET', path, { key: secret })).status
      expect([await get('/invoices', reader), await get('/contacts', reader)]).toEqual([200, 403])
      expect([await get('/products', shown), await get('/invoices', shown)]).toEqual([200, 403])
    })
  })

  test('key create: says which tenant or scope there is not, and makes nothing', async () => {
    const { location, flags, tenantId } = await openShop()
    const faults = [
      [['--tenant', 'tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A'], 'there is no tenant tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A'],
      [['--tenant', '../../etc'], 'there is no tenant ../../etc'],
      [
        ['--tenant', tenantId, '--scopes', 'invoice:read'],
        'there is no scope "invoice:read"; the scopes are *,',
      ],
      [['--tenant', tenantId, '--kind', 'publishable', '--scopes', '*'], 'may have these scopes only'],
      [['--tenant', tenantId, '--name', 'x'.repeat(101)], 'name: must have at most 100 characters'],
    ] as const
    for (const [words, reason] of faults) {
      const { code, out, err } = await createKey(...words, ...flags)
      expect([code, out]).toEqual([1, ''])
      expect(err).toContain(reason)
    }
    const { secret } = JSON.parse((await createKey('--tenant', tenantId, ...flags)).out)
    const { body } = await ask(location, (call) => call('GET', '/api-keys', { key: secret }))
    expect(body.data).toHaveLength(3)
  })

  test('tenant list and key create beside a running server: on PostgreSQL they work at once, on SQLite they say to stop it first', async () => {
    const location = await testLocation({ fresh: true })
    const { call, keys } = await startBin(location)
    const { body: tenant } = await call('GET', '/tenant', { key: keys.test.secret })
    const list = await runBin('tenant', 'list', ...flagsFor(location))
    const { code, out, err } = await createKey('--tenant', tenant.id, ...flagsFor(location))
    if (engine() === 'postgres') {
      expect(JSON.parse(list.out)).toMatchObject({ id: tenant.id })
      expect((await call('GET', '/tenant', { key: JSON.parse(out).secret })).body).toEqual(tenant)
    } else {
      expect([code, out]).toEqual([1, ''])
      expect(err).toContain(
        'Stop that server (Ctrl-C in its terminal, or kill with its process id), run this',
      )
      expect(list).toEqual({ code, out, err })
    }
  })

  if (engine() === 'disk') {
    test('a folder with no data is told of, and not filled', async () => {
      const { data = '' } = await testLocation()
      for (const words of [
        ['key', 'create', '--tenant', 'tnt_x'],
        ['tenant', 'list'],
      ]) {
        const { code, err } = await runBin(...words, '--data', data)
        expect([code, err]).toEqual([1, expect.stringContaining(`There is no data in ${data}`)])
      }
      expect(existsSync(data)).toBe(false)
    })
  }
}
