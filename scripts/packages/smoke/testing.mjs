import assert from 'node:assert/strict'

/** A test's server answers in process, its clock turns, and it ends. */
export async function story({ createTestServer, fixture }) {
  const server = await createTestServer({ seed: 7 })
  const headers = { authorization: `Bearer ${server.client.apiKey}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ name: fixture('Contact').name })
  const made = await server.fetch(`${server.client.baseUrl}/contacts`, { method: 'POST', headers, body })
  assert.equal((await made.json()).created_at, '2026-01-01T00:00:00.000Z')
  assert.equal((await server.clock.advance('1 day')).now.toISOString(), '2026-01-02T00:00:00.000Z')
  await server.close()
}
