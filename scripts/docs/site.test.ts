import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../lib/chromium.ts'
import { TMP } from '../lib/root.ts'
import { openReference } from './reference.ts'

/** TypeDoc reads every package, and writes some hundred pages. */
const BUILD_MS = 120_000

const site = mkdtempSync(join(TMP, 'site-'))
let browser: Browser
let page: Page

beforeAll(async () => {
  const { app, project } = await openReference()
  await app.generateDocs(project, site)
  browser = await launchChromium()
  page = await browser.newPage()
  await page.goto(pathToFileURL(join(site, 'index.html')).href)
  await page.click('#tsd-search-trigger')
}, BUILD_MS)

afterAll(async () => {
  await browser?.close()
  rmSync(site, { recursive: true })
})

/** The first of what the site's search shows. */
async function search(words: string): Promise<string> {
  const first = page.locator('#tsd-search-results li').first()
  await page.fill('#tsd-search-input', '')
  await first.waitFor({ state: 'detached' })
  await page.fill('#tsd-search-input', words)
  return ((await first.textContent()) ?? '').trim().replaceAll(/\s*\.\s*/g, '.')
}

test.each([
  ['webhooks', 'Receiving webhooks'],
  ['retry', 'Errors and retries'],
  ['pagination', 'Lists'],
  ['money', 'Money'],
  ['express', 'Receiving webhooks'],
  ['keys', 'Publishable keys'],
  ['invalid_state', 'Errors'],
  ['invoice.paid', 'Events'],
  ['version', 'API versions'],
])('search: %s is in the title or a heading of a guide, which comes first: %s', async (words, first) => {
  expect(await search(words)).toBe(first)
})

test.each([
  ['createTestServer', '@bahi/testing.createTestServer'],
  ['isProblem', '@bahi/core.isProblem'],
  ['operationId', '@bahi/core.CallOptions.operationId'],
])('search: %s is the name of an export, and no heading: %s', async (words, first) => {
  expect(await search(words)).toBe(first)
})

test('docs: what a page says of all documents leads to a page, not to its text', async () => {
  const link = page.locator('.col-content a', { hasText: /^docs$/ })
  expect(await link.getAttribute('href')).toBe('documents/Documents.html')
})

test('docs: the page of a package begins with its README', async () => {
  await page.goto(pathToFileURL(join(site, 'modules/_bahi_billing.html')).href)
  const first = page.locator('.col-content p').first()
  expect(await first.textContent()).toMatch(/^Bahi's billing API/)
})
