import { test } from 'vitest'
import { useServer } from './support/harness.ts'
import { raceByHand, raceCancel, raceExpiry, raceVoid } from './support/link-race.ts'

const tools = useServer()
const shop = async () => ({ payer: tools.server, merchant: await tools.openTenant() })

test('a link paid just as it is cancelled: what was taken is recorded, and is the customer’s', async () => {
  await raceCancel(await shop())
})

test('a link paid just as it expires: what was taken is recorded, and what happened is told in its order', async () => {
  await raceExpiry(await shop())
})

test('a link paid just as its invoice is voided: the invoice is paid, or the money is the customer’s', async () => {
  await raceVoid(await shop())
})

test('a link paid twice and by hand at once: the invoice is paid once, and the surplus is the customer’s', async () => {
  await raceByHand(await shop())
})
