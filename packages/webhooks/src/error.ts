/**
 * Why a delivery was refused; one code for one cause.
 *
 * `bad_payload`: the signature is right, but what was signed is not a JSON object.
 */
export type WebhookRefusalCode =
  | 'missing_header'
  | 'bad_timestamp'
  | 'too_old'
  | 'too_new'
  | 'no_match'
  | 'bad_secret'
  | 'bad_payload'
  | 'body_already_parsed'

/** Thrown by `verify` and `verifyAsync` for every delivery that they refuse; `code` says why, `message` what to do. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'
  readonly code: WebhookRefusalCode

  constructor(code: WebhookRefusalCode, message: string) {
    super(message)
    this.code = code
    Object.defineProperty(this, brand, { value: true })
  }

  /** Knows those of every copy: each CJS entry carries one of this class, and an app may load ESM beside CJS. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }
}

const brand = Symbol.for('@bahi/webhooks/WebhookVerificationError')
