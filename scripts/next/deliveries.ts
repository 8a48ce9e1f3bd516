import type * as Signature from '@bahi/webhooks/signature'

/** What signs deliveries to a site: the package that was packed, and the secrets that the site knows. */
export interface Signer extends Pick<typeof Signature, 'generateSecret' | 'sign'> {
  readonly secret: string
  /** The one before it: both are taken while a secret is rotated. */
  readonly oldSecret: string
}

export interface Sent {
  readonly payload?: string | undefined
  /** In place of the site's own. */
  readonly secrets?: string | undefined
  /** Sent in place of what was signed. */
  readonly body?: RequestInit['body']
  readonly ageSeconds?: number | undefined
  /** Those of the signature's headers that are left out. */
  readonly without?: RegExp | undefined
}

export interface Answered {
  readonly status: number
  /** The handler's own answer. */
  readonly answer: Readonly<Record<string, string>>
  readonly headers: Headers
}

/** Signs a delivery and sends it. */
export async function deliver(signer: Signer, url: string, sent: Sent = {}): Promise<Answered> {
  const { payload = eventOf(), secrets = signer.secret, body = payload, ageSeconds = 0, without } = sent
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds
  const signed = Object.entries(signer.sign({ id: 'evt_1', timestamp, payload, secrets }))
  const headers = {
    'content-type': 'application/json',
    ...Object.fromEntries(signed.filter(([name]) => !without?.test(name))),
  }
  // `duplex` is required for a stream, and missing in the DOM's types.
  const response = await fetch(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
  const answer = (await response.json()) as Record<string, string>
  return { status: response.status, answer, headers: response.headers }
}

/** An event of its own, unless it is given an id. */
export function eventOf({ id = `evt_${crypto.randomUUID()}`, type = 'invoice.sent' } = {}): string {
  return JSON.stringify({ id, type, data: { name: 'é•' } })
}
