import assert from 'node:assert/strict'
import { Billing } from '@bahi/billing'
import { step } from '@bahi/example-story'
import { createServer } from '@bahi/server'
import { openReceiver } from './receiver.ts'

// A receiver that is down for a day: five retries, a dead letter, and its replay, in virtual time.
const server = await createServer()
const { url } = await server.listen()
const { keys } = await server.createTenant({ name: 'Acme', currency: 'INR' })
const billing = new Billing({ apiKey: keys.test.secret, baseUrl: `${url}/v1` })

const receiver = await openReceiver()
const endpoint = await billing.webhookEndpoints.create({
  url: receiver.url,
  event_types: ['customer.created'],
})
assert.ok(endpoint.secret)
receiver.accept(endpoint.secret)
step('An endpoint whose app answers 500').shows('endpoint', endpoint.id).shows('posts to', receiver.url)

const contact = await billing.contacts.create({ name: 'Rahul K.' })
await server.settle() // the first attempt is made at once, by the wall clock
assert.equal(receiver.arrivals.length, 1)
const { happened, done } = await billing.testHelpers.clock.advance({ by: '25 hours' })
assert.equal(done, true)
assert.deepEqual(
  happened.map(({ what }) => what),
  Array.from({ length: 5 }, () => 'delivery.attempted'),
)
step('A customer is made and told of at once, and the clock goes 25 hours ahead')
  .shows('customer', contact.id)
  .shows('retries', String(happened.length))

const [dead] = (await billing.deliveries.list({ status: 'dead_letter' })).data
assert.ok(dead)
const times = dead.attempts.map(({ at }) => Date.parse(at))
const waits = times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) / 60_000))
assert.deepEqual(waits, [4, 17, 68, 270, 1081])
assert.deepEqual(
  dead.attempts.map(({ status }) => status),
  [500, 500, 500, 500, 500, 500],
)
step('Five retries over 24 hours, then it is a dead letter')
  .shows('delivery', dead.id)
  .shows('minutes between', waits.join(', '))

assert.equal(new Set(receiver.arrivals.map(({ id }) => id)).size, 1)
const age = Math.abs(Date.now() / 1000 - (receiver.arrivals[0]?.timestamp ?? 0))
assert.ok(age < 300)
step(
  'Each attempt was signed anew, by the wall clock, under one id: a tolerance of 300 seconds took them all',
)
  .shows('webhook-id', receiver.arrivals[0]?.id ?? null)
  .shows('attempts', String(receiver.arrivals.length))

receiver.mend()
const replay = await billing.deliveries.replayMany({ endpoint_id: endpoint.id })
assert.equal(replay.replayed, 1)
await billing.testHelpers.clock.advance({ by: '1 second' })
const delivered = await billing.deliveries.retrieve(dead.id)
assert.equal(delivered.status, 'succeeded')
assert.equal(delivered.attempts.length, 7)
assert.equal(receiver.arrivals.at(-1)?.id, dead.event_id)
step('The app is mended and the dead letter replayed: delivered, under the id that it always had')
  .shows('status', delivered.status)
  .shows('webhook-id', dead.event_id)

await receiver.close()
await server.close()
console.log('\nAll of it is true: each step was checked.')
