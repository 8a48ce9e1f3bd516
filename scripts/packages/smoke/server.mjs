import assert from 'node:assert/strict'

/** The server runs in process and on a port, and answers alike. */
export async function story({ createServer }) {
  const server = await createServer()
  const { keys } = await server.createTenant({ name: 'Acme', currency: 'INR' })
  const headers = { authorization: `Bearer ${keys.test.secret}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ name: 'Rahul K.' })
  const made = await server.fetch('http://bahi.test/v1/contacts', { method: 'POST', headers, body })
  assert.equal(made.status, 201)
  const { id } = await made.json()
  const { url } = await server.listen({ port: 0 })
  const read = await fetch(`${url}/v1/contacts/${id}`, { headers })
  assert.equal((await read.json()).name, 'Rahul K.')
  await server.close()
}
