import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'
import { launchChromium } from '../../../../scripts/lib/chromium.ts'

/** What a page of ours may take to show, on a busy machine. */
const TIMEOUT_MS = 10_000

/** One real Chromium for all tests of a file; each opens a profile of its own. */
export function useBrowser() {
  let browser: Promise<Browser> | undefined
  afterAll(async () => (await browser)?.close())
  return async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    browser ??= launchChromium()
    const context = await (await browser).newContext({ locale: 'en-IN', ...options })
    context.setDefaultTimeout(TIMEOUT_MS)
    onTestFinished(() => context.close())
    return context
  }
}

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}
