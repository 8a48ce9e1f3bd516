const SHOWN_FIRST = 3
const SHOWN_LAST = 5

/** `+919876543210` becomes `+91••••43210`: what events and receipts show of a phone. */
export function maskPhone(phone: string | null): string | null {
  return phone === null ? null : `${phone.slice(0, SHOWN_FIRST)}••••${phone.slice(-SHOWN_LAST)}`
}
