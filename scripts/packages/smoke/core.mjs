import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { listener } from './listener.mjs'

/** A mutation reaches a real port with its key, and its answer comes back. */
export async function story({ createClient }) {
  const { requests, baseUrl, close } = await listener()
  const client = createClient({ apiKey: 'sk_test_1', baseUrl })
  const contact = await client.request('post', '/contacts', { body: { name: 'Rahul K.' } })
  assert.equal(contact.id, 'ctc_1')
  assert.equal(requests[0].url, '/v1/contacts')
  assert.ok(requests[0].headers['idempotency-key'])
  const refused = await client.request('get', '/tenant', {}, { timeoutMs: 0.5 }).catch((error) => error)
  // As it is printed: a build may rename classes.
  assert.match(inspect(refused), /^BahiError: timeoutMs must be/)
  close()
}
