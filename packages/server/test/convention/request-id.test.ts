import { beforeAll, expect, test } from 'vitest'
import { type TestTenant, useServer } from '../support/harness.ts'

const use = useServer()
let tenant: TestTenant
beforeAll(async () => {
  tenant = await use.openTenant()
})

const shape = /^req_[0-7][0-9A-HJKMNP-TV-Z]{25}$/

test('every answer has a Request-Id of its own, growing in one process', async () => {
  const answers = [
    await tenant.api('GET', '/tenant'),
    await tenant.api('POST', '/contacts', { body: { name: 'Asha' } }),
    await tenant.api('POST', '/contacts', { body: {} }),
    await tenant.api('GET', '/contacts/nosuch'),
    await tenant.api('PUT', '/contacts'),
    await tenant.api('GET', '/nosuch'),
    await tenant.api('GET', '/tenant', { key: null }),
    await tenant.api('HEAD', '/tenant'),
  ]
  const ids = answers.map(({ headers }) => headers.get('Request-Id') ?? '')
  for (const id of ids) expect(id).toMatch(shape)
  expect(ids).toEqual([...new Set(ids)].sort())
})

test('a refusal tells the same id in its body', async () => {
  const { headers, body } = await tenant.api('GET', '/contacts/nosuch')
  const id = headers.get('Request-Id')
  expect([body.request_id, body.instance]).toEqual([id, `urn:bahi:request:${id}`])
})

test('what a caller sends as Request-Id is not taken over', async () => {
  const { headers } = await tenant.api('GET', '/tenant', { headers: { 'Request-Id': 'mine' } })
  expect(headers.get('Request-Id')).toMatch(shape)
})

test('an address outside of the API has one too', async () => {
  const answer = await use.server.fetch('http://bahi.test/')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('Request-Id')).toMatch(shape)
})

test('what is answered without a key has one too: pages, presses and reports', async () => {
  const { body: link } = await tenant.api('POST', '/payment-links', { body: { amount: 68 } })
  const answers = await Promise.all([
    use.server.fetch(link.url),
    use.server.fetch(link.url, { method: 'HEAD' }),
    use.server.fetch(`${link.url}/pay`, { method: 'POST', redirect: 'manual' }),
    use.server.fetch('http://bahi.test/p/nosuch'),
    use.server.fetch(use.server.gatewayWebhookUrl(tenant.tenantId), { method: 'POST', body: '{}' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 303, 404, 404])
  for (const { headers } of answers) expect(headers.get('Request-Id')).toMatch(shape)
})
