import { currencyExponent } from '@bahi/spec'
import { toMajor } from '../kit/money.ts'

/** `₹1,234.50`: grouped as its readers are used to, with as many digits as the currency has. */
export function money(amountMinor: number, currency: string): string {
  const digits = currencyExponent(currency)
  return new Intl.NumberFormat(currency === 'INR' ? 'en-IN' : 'en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
    .format(toMajor(amountMinor, currency))
    .replace('-', '−')
}

/** `28 June 2026` where the merchant is. */
export const day = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-IN', { dateStyle: 'long', timeZone }).format(new Date(iso))

/** `28 June 2026 at 3:44 pm`. */
export const moment = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-IN', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(iso))
