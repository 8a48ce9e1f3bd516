import { readdir, readlink, stat, unlink, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { testLocation } from '../support/engines.ts'
import { addContact, addTenant, contactNames, openTestStore, quietOptions } from './kit.ts'
import { startHolder } from './process.ts'

describe('a data folder', () => {
  test('belongs to one process, until that is killed', async () => {
    const location = await testLocation()
    const holder = await startHolder(location)
    await expect(openStore(location, quietOptions)).rejects.toThrow(
      /The data folder .* is in use by another server, of this process or of another\. Stop that one first/,
    )
    await holder.kill()
    const store = await openTestStore({ location })
    expect(await store.platform.hasEnvironment(holder.tenant.test)).toBe(true)
    await expect(openStore(location, quietOptions)).rejects.toThrow('in use by another server')
    await expect(startHolder(location)).rejects.toThrow('in use by another server')
  })

  test('keeps what was committed', async () => {
    const location = await testLocation()
    const store = await openStore(location, quietOptions)
    const { test: environment } = await addTenant(store)
    await store.transaction(environment, (tx) => addContact(tx, 'Asha'))
    await store.close()
    const again = await openTestStore({ location })
    expect(await again.read(environment, contactNames)).toEqual(['Asha'])
  })

  test('is its owner’s alone, files included', async () => {
    const { data = '' } = await testLocation()
    const store = await openTestStore({ location: { data } })
    await addTenant(store)
    expect(await modesIn(data)).toEqual(new Set(['700', '600']))
  })

  test('holds one file an environment, with no row of another, and none for an environment that nobody made', async () => {
    const { data = '' } = await testLocation()
    const store = await openStore({ data }, quietOptions)
    const tenants = [await addTenant(store), await addTenant(store)]
    await expect(store.read('tnt_01J9X00000000000000000000A/test', contactNames)).rejects.toThrow()
    await store.close()
    const files = (await readdir(`${data}/environments`)).sort()
    expect(files).toEqual(tenants.flatMap(({ id }) => [`${id}-live.sqlite`, `${id}-test.sqlite`]).sort())
    for (const file of files) {
      const database = new DatabaseSync(`${data}/environments/${file}`)
      const own = file.replace(/-(test|live)\.sqlite$/, '/$1')
      expect(database.prepare('SELECT environment FROM tenant').all()).toEqual([{ environment: own }])
      database.close()
    }
  })

  test('with a missing file says so, and makes no empty one', async () => {
    const { data = '' } = await testLocation()
    const store = await openStore({ data }, quietOptions)
    const tenant = await addTenant(store)
    await store.close()
    await unlink(`${data}/environments/${tenant.id}-test.sqlite`)
    const again = await openTestStore({ location: { data } })
    await expect(again.read(tenant.test, contactNames)).rejects.toThrow(
      /is missing: .* Restore it from a backup/,
    )
    expect(await again.read(tenant.live, contactNames)).toEqual([])
    expect(await readdir(`${data}/environments`)).not.toContain(`${tenant.id}-test.sqlite`)
  })

  test('written by a newer version is refused', async () => {
    const { data = '' } = await testLocation()
    const store = await openStore({ data }, quietOptions)
    const tenant = await addTenant(store)
    await store.close()
    const database = new DatabaseSync(`${data}/environments/${tenant.id}-test.sqlite`)
    database.exec('PRAGMA user_version = 99')
    database.close()
    const again = await openTestStore({ location: { data } })
    await expect(again.read(tenant.test, contactNames)).rejects.toThrow('written by a newer Bahi')
  })

  test('that is a file is refused with its name', async () => {
    const { data = '' } = await testLocation()
    await writeFile(data, '')
    await expect(openStore({ data }, quietOptions)).rejects.toThrow(`The data folder ${data} can't be made`)
  })

  test('of very many environments keeps few files open', async () => {
    const store = await openTestStore()
    for (let n = 0; n < 50; n += 1) await addTenant(store)
    const tenants = await store.platform.listTenants()
    const reads = tenants.map(({ id }) => store.read(`${id}/test`, contactNames))
    expect(await Promise.all(reads)).toEqual(tenants.map(() => []))
    if (process.platform === 'linux') expect(await openDatabases()).toBeLessThanOrEqual(64)
  })
})

async function modesIn(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { recursive: true })
  const stats = await Promise.all(
    [folder, ...entries.map((entry) => `${folder}/${entry}`)].map((path) => stat(path)),
  )
  return new Set(stats.map(({ mode }) => (mode & 0o777).toString(8)))
}

/** Main files of environments that this process has open. */
async function openDatabases(): Promise<number> {
  const handles = await readdir('/proc/self/fd')
  const links = await Promise.all(
    handles.map((handle) => readlink(`/proc/self/fd/${handle}`).catch(() => '')),
  )
  return new Set(links.filter((link) => /environments\/.*\.sqlite$/.test(link))).size
}
