import type { RazorpayAccount } from './razorpay-client.ts'

/** A Razorpay account: its API key and the secret of the webhook that points here. */
export interface GatewayCredentials extends RazorpayAccount {
  readonly webhookSecret: string
}

/** Throws a TypeError for one that is not whole: what an empty secret signs, anybody can sign. */
export function requireWhole(who: string, account: GatewayCredentials): void {
  const names = ['keyId', 'keySecret', 'webhookSecret'] as const
  const empty = names.find((name) => !account[name])
  if (empty !== undefined) throw new TypeError(`${who}: ${empty} is empty.`)
}
