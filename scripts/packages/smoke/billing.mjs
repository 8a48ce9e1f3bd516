import assert from 'node:assert/strict'
import { listener } from './listener.mjs'

/** A resource's method reaches a real port, and a problem is the package's own error. */
export async function story({ Billing, isProblem }) {
  const { requests, baseUrl, close } = await listener()
  const billing = new Billing({ apiKey: 'sk_test_1', baseUrl })
  assert.equal((await billing.contacts.create({ name: 'Rahul K.' })).id, 'ctc_1')
  assert.equal((await billing.contacts.retrieve('ctc_1')).name, 'Rahul K.')
  assert.deepEqual(
    requests.map(({ method, url }) => `${method} ${url}`),
    ['POST /v1/contacts', 'GET /v1/contacts/ctc_1'],
  )
  assert.equal(isProblem(new Error('not ours'), 'not_found'), false)
  close()
}
