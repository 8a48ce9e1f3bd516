import { strict as assert } from 'node:assert'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../../lib/chromium.ts'
import { type Bundler, writeModule } from './bundle.ts'
import { publishableTruth, type Scene, webhookTruth } from './scene.ts'

const main = `
import { publishableStory, webhookStory } from './web.mjs'
globalThis.tell = async ({ publishable, webhook }) => ({
  publishable: await publishableStory(publishable),
  webhook: await webhookStory(webhook),
})
`

/** Bundles the packages as a page would and lets a real Chromium run them, from another origin than the server's. */
export async function inChromium(
  folder: string,
  bundlers: readonly Bundler[],
  scene: Scene,
): Promise<string> {
  const file = writeModule(folder, 'page.mjs', main)
  const browser = await launchChromium()
  try {
    for (const bundler of bundlers) await showPage(browser, readFileSync(await bundler(folder, file)), scene)
    return `Chromium ${browser.version()}`
  } finally {
    await browser.close()
  }
}

async function showPage(browser: Browser, script: Buffer, { publishable, webhook }: Scene): Promise<void> {
  const site = await serve(script)
  const page = await browser.newPage()
  try {
    await page.goto(site.url)
    const told = await page.evaluate((scene) => Reflect.get(globalThis, 'tell')(scene) as Promise<unknown>, {
      publishable,
      webhook,
    })
    assert.deepEqual(told, { publishable: publishableTruth, webhook: webhookTruth })
  } finally {
    await page.close()
    site.close()
  }
}

async function serve(script: Buffer): Promise<{ url: string; close: () => void }> {
  const html = '<!doctype html><title>smoke</title><script type="module" src="/page.js"></script>'
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
