import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { defaultRateLimits } from '../src/http/rate-limits.ts'
import { useBrowser } from './support/browser.ts'
import { useServer } from './support/harness.ts'

const use = useServer({ rateLimits: defaultRateLimits })
const openBrowser = useBrowser()
let url: string

beforeAll(async () => {
  url = (await use.server.listen()).url
})

/** A page of a shop, whose origin is not the API's. */
async function openShop(): Promise<Page> {
  const shop = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><title>Shop</title>')
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void shop.close(() => resolve())))
  const page = await (await openBrowser()).newPage()
  await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`)
  return page
}

/** What the page's own `fetch` gets; `blocked` when the browser keeps the answer from it. */
const ask = (page: Page, path: string, key: string, method = 'GET') =>
  page.evaluate(
    async (call) => {
      const headers = { Authorization: `Bearer ${call.key}` }
      const answer = await fetch(call.url, { method: call.method, headers }).catch(() => null)
      if (answer === null) return 'blocked' as const
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: await answer.json(),
      }
    },
    { url: `${url}/v1${path}`, key, method },
  )

test('a page of another origin reads a product and the status of an invoice with a publishable key', async () => {
  const { api, keys } = await use.openTenant()
  const body = { name: 'Tea', sku: 'TEA', rate: 220 }
  const product = (await api('POST', '/products', { body })).body
  const items = [{ description: 'Tea', qty: 1, rate: 220 }]
  const invoice = (await api('POST', '/invoices', { body: { items } })).body
  const page = await openShop()
  const key = keys.test.publishable
  expect(await ask(page, `/products/${product.id}`, key)).toMatchObject({
    status: 200,
    headers: {
      'request-id': expect.stringMatching(/^req_/),
      ratelimit: expect.stringMatching(/^"sustained";r=\d+;t=\d+, "burst";r=\d+;t=\d+$/),
      'ratelimit-policy': '"sustained";q=120;w=60, "burst";q=20;w=1',
      'api-version': expect.any(String),
    },
    body: { name: 'Tea' },
  })
  expect(await ask(page, `/invoices/${invoice.id}`, key)).toMatchObject({
    status: 200,
    body: { status: 'draft', total_minor: 22000 },
  })
})

test('a page of another origin writes nothing, whatever its key', async () => {
  const { api, keys } = await use.openTenant()
  const contact = (await api('POST', '/contacts', { body: { name: 'Rahul K.' } })).body
  const page = await openShop()
  for (const key of [keys.test.publishable, keys.test.secret]) {
    expect(await ask(page, '/contacts', key, 'POST')).toBe('blocked')
    expect(await ask(page, `/contacts/${contact.id}`, key, 'DELETE')).toBe('blocked')
  }
  expect((await api('GET', '/contacts')).body.data).toEqual([contact])
})

test('a page of another origin gets no answer to a secret key, and is told that a key is wrong', async () => {
  const { keys } = await use.openTenant()
  const page = await openShop()
  expect(await ask(page, '/products', keys.test.secret)).toBe('blocked')
  expect(await ask(page, '/products', 'pk_test_nosuch')).toMatchObject({ status: 401 })
})
