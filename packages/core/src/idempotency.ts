import type { ReadyCall } from './call-context.ts'
import { type BahiError, refusal } from './errors.ts'
import type { Outgoing } from './outgoing.ts'

/** How many named operations are remembered; older ones are still told apart by the server. */
const REMEMBERED = 1_000

/** Makes keys, and remembers what recent operationIds were sent with. */
export interface NamedOperations {
  /**
   * The key of an operation: random for a second one at each call, or by its operationId the same in every process. Throws
   * `operation_changed` for another request under one operationId.
   */
  keyOf(operation: string, outgoing: Outgoing, tenantId: string | undefined): Promise<string>
  /** A call was given up: what was refused, and not kept by the server, may be mended and keep its operationId. */
  failed(call: ReadyCall, error: BahiError): void
}

/** Knows none yet. */
export function namedOperations(): NamedOperations {
  const sent = new Map<string, string>()
  return {
    async keyOf(operation, { path, query, body, options: { operationId } }, tenantId) {
      if (operationId === undefined) return crypto.randomUUID()
      if (!operationId) throw refusal('invalid_option', 'operationId is empty.')
      const content = canonical([path, query, body])
      const key = await sha256(`${operation}\n${operationId}`)
      const request = await sha256(content)
      const name = nameOf(key, tenantId)
      if ((sent.get(name) ?? request) !== request) throw changed(operation)
      sent.delete(name)
      sent.set(name, request)
      const [oldest = ''] = sent.keys()
      if (sent.size > REMEMBERED) sent.delete(oldest)
      return key
    },
    failed({ idempotencyKey, headers }, { outcome, status }) {
      if (outcome === 'unknown' || status === 409) return // the server keeps its 409s
      sent.delete(nameOf(idempotencyKey, headers['tenant-id']))
    },
  }
}

// Keys are scoped by tenant: the same operationId for another tenant is another operation.
function nameOf(key: string | null, tenantId = ''): string {
  return `${tenantId} ${key}`
}

function changed(operation: string): BahiError {
  return refusal(
    'operation_changed',
    `${operation}: this operationId was used with other content: use a new one for a new operation.`,
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
