import { CURRENT_API_VERSION } from '@bahi/spec'
import { expect, test } from 'vitest'
import { useServer } from './support/harness.ts'
import { visibleText } from './support/pay.ts'

const tools = useServer({ publicUrl: 'https://pay.example.com' })

const ask = (accept: string | null, init: RequestInit = {}) =>
  tools.server.fetch('http://bahi.test/', {
    ...init,
    headers: accept === null ? {} : { Accept: accept },
  })

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

test('whoever opens the address of a server in a browser reads what it is, where the API is, and what to read', async () => {
  const answer = await ask(browser)
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  expect(answer.headers.get('Request-Id')).toMatch(/^req_/)
  const text = await answer.text()
  const seen = visibleText(text)
  expect(seen).toContain('https://pay.example.com/v1')
  expect(seen).toContain(`API version ${CURRENT_API_VERSION}`)
  expect(seen).toContain('README.md and docs/ of the package @bahi/server')
  expect(text).not.toContain('href=')
  const head = await ask(browser, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
})

test.each([
  null,
  '*/*',
  'application/json',
  'application/json, text/html;q=0.5',
  'text/html;q=0',
  'text/plain',
])('a client that asks for %j gets the problem that any address is that is none', async (accept) => {
  const answer = await ask(accept)
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([404, 'application/problem+json'])
  expect(await answer.json()).toMatchObject({ code: 'not_found', status: 404 })
})

test('the two are told apart by whatever stores answers', async () => {
  for (const accept of [browser, 'application/json'])
    expect((await ask(accept)).headers.get('Vary')).toBe('Accept')
})

test('no other address, and no other method, is a page for asking like a browser', async () => {
  for (const [method, path] of [
    ['POST', '/'],
    ['GET', '/v1'],
    ['GET', '/nosuch'],
    ['GET', '/v1/tenant'],
  ] as const) {
    const answer = await tools.server.fetch(`http://bahi.test${path}`, {
      method,
      headers: { Accept: browser },
    })
    expect([path, answer.headers.get('Content-Type')]).toEqual([path, 'application/problem+json'])
  }
})
