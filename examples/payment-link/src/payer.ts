import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import { openFormPayer } from './form-payer.ts'
import type { Payer, Shown } from './paying.ts'

/** A real browser; where none runs, plain form posts, which is all that the pages need. */
export async function openPayer(): Promise<Payer> {
  return openBrowserPayer().catch((error: unknown) => {
    console.log(`   (no browser runs here: ${String(error).split('\n')[0]})`)
    return openFormPayer()
  })
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const TIMEOUT_MS = 10_000

async function openBrowserPayer(): Promise<Payer> {
  const executablePath = await chromium.executablePath()
  const browser = await playwright.launch({ executablePath, headless: true, args: flags })
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  page.setDefaultTimeout(TIMEOUT_MS)
  const tryToPay = async (vpa: string): Promise<Shown> => {
    await page.getByLabel('UPI ID').fill(vpa)
    const answered = page.waitForEvent('load')
    await page.getByRole('button', { name: /by UPI/ }).click()
    await answered
    return { text: (await page.locator('body').textContent())?.trim() ?? '' }
  }
  return {
    name: `Chromium ${browser.version()}`,
    async pay(linkUrl, vpa) {
      await page.goto(linkUrl)
      await page.getByRole('button', { name: 'Continue to payment' }).click()
      return tryToPay(vpa)
    },
    payAgain: tryToPay,
    close: () => browser.close(),
  }
}
