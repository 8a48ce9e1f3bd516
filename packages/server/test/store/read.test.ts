import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { engine } from '../support/engines.ts'
import { addContact, addTenant, contactNames, openTestStore } from './kit.ts'

/** Runs work as another caller would: outside the transaction that the test is in. */
const outside = AsyncLocalStorage.snapshot()

describe('read', () => {
  test('refuses to write', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    await expect(store.read(environment, (tx) => addContact(tx, 'Asha'))).rejects.toThrow(/read-?only/)
    await store.transaction(environment, (tx) => addContact(tx, 'Bala'))
    expect(await store.read(environment, contactNames)).toEqual(['Bala'])
  })

  test('sees one state, whatever is committed meanwhile', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    await store.transaction(environment, (tx) => addContact(tx, 'Asha'))
    let writing: Promise<unknown> = Promise.resolve()
    await store.read(environment, async (tx) => {
      expect(await contactNames(tx)).toEqual(['Asha'])
      writing = outside(() => store.transaction(environment, (other) => addContact(other, 'Bala')))
      // In memory the writer waits for this reader: don't wait for it.
      await Promise.race([writing, sleep(200)])
      expect(await contactNames(tx)).toEqual(['Asha'])
    })
    await writing
    expect(await store.read(environment, contactNames)).toEqual(['Asha', 'Bala'])
  })
})

describe('the queue of one environment', () => {
  if (engine() !== 'postgres') {
    test('lets writers in first come, first served, one at a time', async () => {
      const store = await openTestStore()
      const { test: environment } = await addTenant(store)
      const steps: string[] = []
      await Promise.all(
        [1, 2, 3, 4, 5].map((n) =>
          store.transaction(environment, async () => {
            steps.push(`in ${n}`)
            await sleep(6 - n)
            steps.push(`out ${n}`)
          }),
        ),
      )
      expect(steps).toEqual([1, 2, 3, 4, 5].flatMap((n) => [`in ${n}`, `out ${n}`]))
    })
  }

  if (engine() !== 'memory') {
    test('does not keep readers waiting for a writer', async () => {
      const store = await openTestStore()
      const { test: environment } = await addTenant(store)
      await store.transaction(environment, async (tx) => {
        await addContact(tx, 'Asha')
        expect(await outside(() => store.read(environment, contactNames))).toEqual([])
      })
    })
  }
})
