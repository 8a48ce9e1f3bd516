import { randomInt } from 'node:crypto'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const LENGTH = 14

/** As Razorpay's: a prefix and 14 letters and digits. */
export const razorpayId = (prefix: 'plink' | 'pay' | 'rfnd' | 'order' | 'event'): string =>
  `${prefix}_${Array.from({ length: LENGTH }, () => letters.charAt(randomInt(letters.length))).join('')}`
