import { expect, test } from 'vitest'
import { expectCleanBooks, untilDecided } from './support/books.ts'
import { engine, testLocation } from './support/engines.ts'
import { startProcess } from './support/server-process.ts'
import { sell } from './support/stock.ts'

const sale = {
  customer: { phone: '+919876543210' },
  items: [{ sku: 'AMUL-MILK-1L', qty: 2, rate: 68 }],
  payment: { mode: 'upi', amount: 136 },
}

// In memory nothing survives, and nothing is promised to.
if (engine() !== 'memory') {
  test.each([
    ['before_commit', 1000, false],
    ['after_commit', 998, true],
  ] as const)(
    'killed %s, a sale is there whole or not at all, and its key rings it up once',
    async (point, left, isDone) => {
      const location = await testLocation({ fresh: true })
      const first = await startProcess(location)
      first.kill('SIGTERM')
      await first.ended
      const till = (api: typeof first.api) => ({
        api: (method: string, path: string, options: object = {}) =>
          api(method, path, { key: first.key, ...options }),
      })
      const dying = await startProcess(location, point)
      await expect(sell(till(dying.api), sale, { idempotencyKey: 'slip' })).rejects.toThrow('fetch failed')
      expect(await dying.ended).toBe('SIGKILL')

      const { api } = till((await startProcess(location)).api)
      const stock = async () => (await api('GET', '/products?sku=AMUL-MILK-1L')).body.data[0].stock
      const count = async (list: string) => (await api('GET', list)).body.data.length
      expect(await stock()).toBe(left)
      const done = Number(isDone)
      expect([await count('/payments'), await count('/contacts?phone=%2B919876543210')]).toEqual([done, done])
      const { status, headers } = await untilDecided(() => sell({ api }, sale, { idempotencyKey: 'slip' }))
      expect([status, headers.get('Idempotent-Replayed')]).toEqual([201, isDone ? 'true' : null])
      expect([await stock(), await count('/payments')]).toEqual([998, 1])
      await expectCleanBooks({ api })
    },
  )
}
