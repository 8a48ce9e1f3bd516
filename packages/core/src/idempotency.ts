import type { ReadyCall } from './call-context.ts'
import { type BahiError, refusal } from './errors.ts'
import type { Outgoing } from './outgoing.ts'

/** How many named operations are remembered; older ones are still told apart by the server. */
const REMEMBERED = 1_000

/** A random key: a second call is a second operation. */
export function randomKey(): string {
  return crypto.randomUUID()
}

/** Derives keys from operationIds, and remembers what recent ones were sent with. */
export class NamedOperations {
  readonly #sent = new Map<string, string>()

  /** The key of a named operation, the same in every process. Throws `operation_changed` for another request under it. */
  async keyOf(
    operation: string,
    { input, options: { operationId } }: Outgoing,
    tenantId: string | undefined,
  ): Promise<string> {
    if (!operationId) throw refusal('invalid_option', 'operationId must not be empty.')
    const content = canonical([input.path, input.query, input.body])
    const key = await sha256(`${operation}\n${operationId}`)
    const request = await sha256(content)
    const name = nameOf(key, tenantId)
    const before = this.#sent.get(name)
    if (before !== undefined && before !== request) throw changed(operation)
    this.#sent.delete(name)
    this.#sent.set(name, request)
    const [oldest = ''] = this.#sent.keys()
    if (this.#sent.size > REMEMBERED) this.#sent.delete(oldest)
    return key
  }

  /** Refused, and nothing kept of it by the server (409s are kept): the caller may mend the body and keep the id. */
  failed({ idempotencyKey: key, headers }: ReadyCall, { outcome, status }: BahiError): void {
    if (key === null || outcome === 'unknown' || status === 409) return
    this.#sent.delete(nameOf(key, headers['tenant-id']))
  }
}

// Keys are scoped by tenant: the same operationId for another tenant is another operation.
function nameOf(key: string, tenantId = ''): string {
  return `${tenantId} ${key}`
}

function changed(operation: string): BahiError {
  return refusal(
    'operation_changed',
    `${operation}: this operationId was used for a request with other content. Use a new one for a new operation.`,
  )
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** JSON with sorted names: the same content is the same text, as it is for the server. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}
