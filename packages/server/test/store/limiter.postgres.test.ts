import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { testLocation } from '../support/engines.ts'
import { openTestStore } from './kit.ts'

const HOUR_MS = 3_600_000

test('windows that are over are forgotten, all but those that a request holds: nothing waits for it', async () => {
  const location = await testLocation({ fresh: true })
  const { platform } = await openTestStore({ location })
  const limiter = (name: string, windowSeconds: number) =>
    platform.createLimiter({ name, windows: [{ name: 'burst', quota: 5, windowSeconds }] })
  const [short, long] = [limiter('short', 0.001), limiter('long', 60)]
  for (const key of ['held', 'over', 'over too']) await short.consume(key)

  const client = new pg.Client(location.databaseUrl)
  await client.connect()
  onTestFinished(() => client.end())
  await client.query(`BEGIN; SELECT FROM bahi_platform.rate_limits WHERE key = 'short:burst:held' FOR UPDATE`)
  const remembered = async () => {
    const { rows } = await client.query('SELECT key FROM bahi_platform.rate_limits ORDER BY key')
    return rows.map(({ key }) => key)
  }
  expect(await remembered()).toEqual(['short:burst:held', 'short:burst:over', 'short:burst:over too'])

  const later = performance.now() + HOUR_MS
  vi.spyOn(performance, 'now').mockReturnValue(later)
  onTestFinished(() => void vi.restoreAllMocks())
  await long.consume('new')
  vi.restoreAllMocks()
  await expect.poll(remembered).toEqual(['long:burst:new', 'short:burst:held'])
})
