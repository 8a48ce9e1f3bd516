import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Failpoint } from '../src/kit/failpoint.ts'
import { expectCleanBooks } from './support/books.ts'
import { engine, testLocation } from './support/engines.ts'
import { startProcess } from './support/server-process.ts'

const names = async (api: Awaited<ReturnType<typeof startProcess>>['api'], key: string) =>
  (await api('GET', '/contacts', { key })).body.data.map(({ name }: { name: string }) => name)

/** A server that has a contact and is killed in a reset; then another over its data. */
async function killedAt(point: Failpoint) {
  const location = await testLocation({ fresh: true })
  const dying = await startProcess(location, point)
  const { key } = dying
  if (key === null) throw new Error('The first start shows the keys.')
  await dying.api('POST', '/contacts', { key, body: { name: 'Ravi' } })
  const ask = (api: typeof dying.api) => api('POST', '/test/reset', { key, idempotencyKey: 'anew' })
  await expect(ask(dying.api)).rejects.toThrow()
  expect(await dying.ended).toBe('SIGKILL')
  const { api, kill, ended } = await startProcess(location)
  const stop = async () => {
    kill('SIGTERM')
    expect(await ended).toBe(0)
  }
  return { location, api, key, again: () => ask(api), stop }
}

/** `tenant create` on the command line. */
async function createTenant({ data = '' }: { data?: string }, failpoint?: Failpoint) {
  const bin = fileURLToPath(new URL('../dist/main.js', import.meta.url))
  const env = { ...process.env, ...(failpoint === undefined ? {} : { BAHI_FAILPOINT: failpoint }) }
  const child = spawn(process.execPath, [bin, 'tenant', 'create', '--name', 'Acme', '--data', data], { env })
  const [code, signal] = await once(child, 'exit')
  return { code: signal ?? code }
}

/** The files of environments, without their logs. */
const files = async ({ data = '' }: { data?: string }) =>
  (await readdir(join(data, 'environments'))).filter((name) => name.endsWith('.sqlite')).length

// In memory nothing survives, and nothing is promised to.
if (engine() !== 'memory') {
  test('killed before the commit of a reset: the old environment is whole, and the key resets it', async () => {
    const { location, api, key, again, stop } = await killedAt('before_reset')
    expect(await names(api, key)).toEqual(['Ravi', 'Asha Rao'])
    if (engine() === 'disk') expect(await files(location)).toBe(2)
    expect((await again()).headers.get('idempotent-replayed')).toBeNull()
    expect(await names(api, key)).toEqual([])
    await expectCleanBooks({ api: (method, path) => api(method, path, { key }) })
    await stop()
    if (engine() === 'disk') expect(await files(location)).toBe(2)
  })

  test('killed after the commit of a reset: the new environment is there, and the key knows', async () => {
    const { location, api, key, again, stop } = await killedAt('after_reset')
    expect(await names(api, key)).toEqual([])
    if (engine() === 'disk') expect(await files(location)).toBe(2)
    await api('POST', '/contacts', { key, body: { name: 'Meera' } })
    expect((await again()).headers.get('idempotent-replayed')).toBe('true')
    expect(await names(api, key)).toEqual(['Meera'])
    await stop()
  })
}

if (engine() === 'disk')
  test('killed while a tenant is made: its files are gone at the next start, and others stay', async () => {
    const location = await testLocation()
    const first = await startProcess(location)
    first.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    const dying = await createTenant(location, 'tenant_half_made')
    expect(dying.code).toBe('SIGKILL')
    expect(await files(location)).toBe(3)
    const { api, kill, ended } = await startProcess(location)
    expect(await files(location)).toBe(2)
    if (first.key === null) throw new Error('The first start shows the keys.')
    expect(await names(api, first.key)).toEqual(['Asha Rao'])
    kill('SIGTERM')
    await ended
    expect((await createTenant(location)).code).toBe(0)
    expect(await files(location)).toBe(4)
  })
