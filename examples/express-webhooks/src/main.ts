import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Billing } from '@bahi/billing'
import { createServer } from '@bahi/server'
import { createApp } from './app.ts'
import { captured, openTap } from './tap.ts'

// A real Express app behind a real server: deliveries are verified, handled once, and a tampered one is refused.
const server = await createServer()
const { url } = await server.listen()
const { keys } = await server.createTenant({ name: 'Acme', currency: 'INR' })
const billing = new Billing({ apiKey: keys.test.secret, baseUrl: `${url}/v1` })

const secrets: string[] = []
const { app, welcomed } = createApp(secrets)
const http = createHttpServer(app).listen(0, '127.0.0.1')
await once(http, 'listening')
const appUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}/webhooks` // a TCP server that listens has one

// The tap stands between the two and keeps what went by, so that we can play the attacker with it.
const tap = await openTap(appUrl)
const endpoint = await billing.webhookEndpoints.create({ url: tap.url, event_types: ['customer.created'] })
assert.ok(endpoint.secret)
secrets.push(endpoint.secret)

const contact = await billing.contacts.create({ name: 'Asha Rao', phone: '+919812345678' })
await server.settle()
assert.deepEqual(welcomed, [contact.id])
console.log(`delivered and verified: customer.created for ${contact.id}`)

const genuine = captured(tap)
const replay = await fetch(appUrl, { method: 'POST', headers: genuine.headers, body: genuine.body })
assert.equal(replay.status, 200)
assert.deepEqual(welcomed, [contact.id], 'the handler ran once')
console.log('the same delivery again: answered 200, and the handler did not run twice')

const forged = genuine.body.replace('Asha Rao', 'Eve')
assert.notEqual(forged, genuine.body)
const tampered = await fetch(appUrl, { method: 'POST', headers: genuine.headers, body: forged })
assert.equal(tampered.status, 400)
assert.equal((await tampered.json()).code, 'no_match')
console.log('a tampered body: 400 no_match')

const { 'webhook-signature': _, 'x-billkart-signature': __, ...unsigned } = genuine.headers
const bare = await fetch(appUrl, { method: 'POST', headers: unsigned, body: genuine.body })
assert.equal(bare.status, 400)
assert.equal((await bare.json()).code, 'missing_header')
console.log('no signature: 400 missing_header')
assert.deepEqual(welcomed, [contact.id])

const page = await billing.deliveries.list({ endpoint_id: endpoint.id })
assert.deepEqual(
  page.data.map(({ status }) => status),
  ['succeeded'],
)
console.log(`the server's own record: ${page.data[0]?.id} succeeded`)

tap.close()
http.close()
await server.close()
