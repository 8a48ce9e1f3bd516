import { createServer as createHttpServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { serverOptions } from '../../src/cli/options.ts'
import { createServer } from '../../src/index.ts'
import { engine, testLocation } from '../support/engines.ts'
import { caller } from '../support/harness.ts'
import { portOf } from '../support/receiver.ts'
import { flagsFor } from '../support/server-process.ts'
import { runBin, startBin } from './support/bin.ts'

if (engine() === 'memory') {
  test('tenant create, list, purge and grant: need to be told where the data is', async () => {
    const grant = ['--key', 'key_x', '--home', 'tnt_x', '--tenant', 'tnt_y', '--mode', 'test']
    for (const words of [['create', '--name', 'Acme'], ['list'], ['purge'], ['grant', ...grant]]) {
      const { code, out, err } = await runBin('tenant', ...words)
      expect([code, out]).toEqual([1, ''])
      expect(err).toBe('bahi: Say where the data is: --data DIR or --database-url URL.\n')
    }
  })

  test('tenant grant: says what it needs', async () => {
    const { code, err } = await runBin('tenant', 'grant', '--key', 'key_x')
    expect([code, err]).toEqual([1, expect.stringContaining('needs --key, --home')])
    const { err: noMode } = await runBin('tenant', 'grant', '--key', 'k', '--home', 'h', '--tenant', 't')
    expect(noMode).toContain('--mode test or --mode live')
  })

  test('start: goes on when whoever read its words has gone', async () => {
    const { child, url, keys, call } = await startBin({})
    child.stdout.destroy()
    child.stderr?.destroy()
    const key = keys.test.secret
    const asha = { name: 'Asha', email: 'asha@example.com' }
    const { body: contact } = await call('POST', '/contacts', { key, body: asha })
    const work = { contact_id: contact.id, items: [{ description: 'Work', qty: 1, rate: 5 }] }
    const { body: invoice } = await call('POST', '/invoices', { key, body: work })
    // the log tells of the letter, to nobody
    expect((await call('POST', `/invoices/${invoice.id}/send`, { key })).status).toBe(200)
    await sleep(500)
    expect((await fetch(`${url}/v1/tenant`)).status).toBe(401)
  })

  test('a variable that is empty is none, as compose files make of one that nobody has set', () => {
    onTestFinished(() => void vi.unstubAllEnvs())
    for (const name of ['DATABASE_URL', 'BAHI_ENCRYPTION_KEY', 'BAHI_SMTP_URL', 'BAHI_MAIL_FROM'])
      vi.stubEnv(name, '')
    const flags = { port: '0', host: '127.0.0.1', 'no-rate-limit': false, json: true, help: false }
    expect(serverOptions(flags)).toEqual({})
    vi.stubEnv('BAHI_SMTP_URL', 'smtp://127.0.0.1')
    expect(() => serverOptions(flags)).toThrow('Say whom the messages are from')
  })

  test.each(['--host', '--data', '--database-url', '--public-url', '--name'])(
    'a flag that is empty is refused, and opens nothing to the world: %s',
    async (flag) => {
      const { code, out, err } = await runBin('--port', '0', flag, '')
      expect([code, out, err]).toEqual([1, '', `bahi: ${flag} is empty: give it a value or leave it out.\n`])
    },
  )
} else {
  test('start: makes no demo tenant while its port is taken, whose keys nobody would be shown', async () => {
    const location = await testLocation({ fresh: true })
    const other = createHttpServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { code, out, err } = await runBin('--port', String(portOf(other)), '--json', ...flagsFor(location))
    other.close()
    expect([code, out, err]).toEqual([1, '', expect.stringContaining('Something listens there already')])
    const { keys } = await startBin(location)
    expect(keys?.test.secret).toMatch(/^sk_test_/)
  })

  test('tenant grant: lets a key serve a second tenant, after which it names one', async () => {
    const location = await testLocation({ fresh: true })
    const flags = flagsFor(location)
    const create = async (name: string) =>
      JSON.parse((await runBin('tenant', 'create', '--name', name, ...flags)).out)
    const [home, second] = [await create('Home'), await create('Second')]
    const key: string = home.keys.test.secret

    const ask = async (work: (call: ReturnType<typeof caller>) => Promise<void>) => {
      const server = await createServer({ rateLimits: false, ...location })
      await work(caller((request) => server.fetch(request)))
      await server.close()
    }
    let keyId = ''
    await ask(async (call) => {
      const { body } = await call('GET', '/api-keys', { key })
      keyId = body.data.find(({ kind }: { kind: string }) => kind === 'secret').id
    })
    const words = ['--key', keyId, '--home', home.tenant_id, '--mode', 'test', '--tenant', second.tenant_id]
    const granted = await runBin('tenant', 'grant', ...words, ...flags)
    expect(JSON.parse(granted.out)).toEqual({ key_id: keyId, mode: 'test', granted: second.tenant_id })
    await ask(async (call) => {
      expect((await call('GET', '/tenant', { key })).body.code).toBe('tenant_required')
      const answer = await call('GET', '/tenant', { key, headers: { 'tenant-id': second.tenant_id } })
      expect(answer.body).toMatchObject({ id: second.tenant_id, name: 'Second' })
    })
    const listed = await runBin('tenant', 'list', ...flags)
    expect(
      listed.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).name),
    ).toEqual(['Home', 'Second'])
    const wrong = await runBin('tenant', 'grant', '--key', 'key_x', ...words.slice(2), ...flags)
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('has no test key key_x')])
  })

  test('tenant purge: takes what is left of a test environment that has begun anew, and says how much', async () => {
    const location = await testLocation({ fresh: true })
    const flags = flagsFor(location)
    const tenant = JSON.parse((await runBin('tenant', 'create', '--name', 'Acme', ...flags)).out)
    const server = await createServer({ rateLimits: false, ...location })
    const call = caller((request) => server.fetch(request))
    const key: string = tenant.keys.test.secret
    await call('POST', '/contacts', { key, body: { name: 'Asha' } })
    await call('POST', '/test/reset', { key })
    await server.close()
    const purge = async () => {
      const { code, out } = await runBin('tenant', 'purge', ...flags)
      return { code, ...JSON.parse(out) }
    }
    // On SQLite the old file went with the reset.
    const { code, purged } = await purge()
    expect([code, purged > 0]).toEqual([0, engine() === 'postgres'])
    expect(await purge()).toEqual({ code: 0, purged: 0 })
  })
}
