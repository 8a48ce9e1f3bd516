const SHOWN_FIRST = 3
const SHOWN_LAST = 5
/** A short number shows less of its end: hiding one digit of eight would hide nothing. */
const HIDDEN_AT_LEAST = 4

/** `+919876543210` becomes `+91••••43210`: what events and receipts show of a phone. */
export function maskPhone(phone: string | null): string | null {
  if (phone === null) return null
  const last = Math.min(SHOWN_LAST, Math.max(0, phone.length - SHOWN_FIRST - HIDDEN_AT_LEAST))
  return `${phone.slice(0, SHOWN_FIRST)}••••${phone.slice(phone.length - last)}`
}
