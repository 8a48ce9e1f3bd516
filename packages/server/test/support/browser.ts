import chromium from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as playwright,
} from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'

/** The browser is for this machine's pages alone: it calls nobody. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** What a page of ours may take to show, on a busy machine. */
const TIMEOUT_MS = 10_000

/** One real Chromium for all tests of a file; each opens a profile of its own. */
export function useBrowser() {
  let browser: Promise<Browser> | undefined
  afterAll(async () => (await browser)?.close())
  return async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    browser ??= launch()
    const context = await (await browser).newContext({ locale: 'en-IN', ...options })
    context.setDefaultTimeout(TIMEOUT_MS)
    onTestFinished(() => context.close())
    return context
  }
}

async function launch(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium.executablePath(), headless: true, args: flags })
}

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}
