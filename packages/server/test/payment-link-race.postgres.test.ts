import { onTestFinished, test } from 'vitest'
import { createServer } from '../src/index.ts'
import { testLocation } from './support/engines.ts'
import { caller, openTenant } from './support/harness.ts'
import { raceByHand, raceCancel, raceExpiry, raceVoid } from './support/link-race.ts'

/** The payer comes to one server, the merchant calls another over the same database. */
async function twoServers() {
  const location = await testLocation()
  const open = async () => {
    const logger = { info() {}, warn() {}, error() {} }
    const server = await createServer({ ...location, rateLimits: false, logger })
    onTestFinished(() => server.close())
    return server
  }
  const [payer, other] = [await open(), await open()]
  const tenant = await openTenant(payer)
  const call = caller((request) => other.fetch(request))
  const api: typeof tenant.api = (method, path, options) =>
    call(method, path, { key: tenant.keys.test.secret, ...options })
  return { payer, merchant: { ...tenant, api } }
}

test('two servers: a link paid at one just as the other cancels it', async () => {
  await raceCancel(await twoServers())
})

test('two servers: a link paid at one just as it expires at the other', async () => {
  await raceExpiry(await twoServers())
})

test('two servers: a link paid at one just as the other voids its invoice', async () => {
  await raceVoid(await twoServers())
})

test('two servers: a link paid at one twice, and by hand at the other', async () => {
  await raceByHand(await twoServers())
})
