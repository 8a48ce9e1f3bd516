import { MAX_RESPONSE_BODY_BYTES } from '@bahi/spec'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** The waits before the second to the sixth attempt: exponential (×4), 24 hours in all. Source: WIRE §5. */
export const retryWaitsMs: readonly number[] = [4, 17, 68, 270, 1081].map((minutes) => minutes * MINUTE)

/** `Retry-After` may make a wait this many times as long, and no longer. */
const MAX_LENGTHENING = 2

export interface AttemptResult {
  /** Which attempt of the schedule it was; 1 is the first. */
  readonly attempt: number
  /** The receiver's HTTP status; null when there was no answer. */
  readonly status: number | null
  /** What the receiver asked for; null when it didn't. */
  readonly retryAfterMs: number | null
}

export type Verdict =
  | { readonly status: 'succeeded' }
  | { readonly status: 'pending'; readonly waitMs: number }
  | { readonly status: 'dead_letter' }

export const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status < 300

/** After this long with nothing but failure an endpoint is disabled. Source: WIRE §4. */
export const MAX_FAILING_MS = 5 * 24 * 60 * MINUTE

/** What becomes of a delivery after an attempt. Only 2xx is success: a redirect is an answer like any other. */
export function afterAttempt({ attempt, status, retryAfterMs }: AttemptResult): Verdict {
  if (isSuccess(status)) return { status: 'succeeded' }
  const waitMs = retryWaitsMs[attempt - 1]
  if (waitMs === undefined) return { status: 'dead_letter' }
  return {
    status: 'pending',
    waitMs: Math.min(Math.max(waitMs, retryAfterMs ?? 0), waitMs * MAX_LENGTHENING),
  }
}

/** A `Retry-After` header in milliseconds from `now`: seconds or an HTTP date (RFC 9110 §10.2.3); null for anything else. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,12}$/.test(text)) return Number(text) * SECOND
  // Date.parse takes many shapes; an HTTP date begins with the name of a day. Its oldest form names no zone and means UTC.
  const date = text.endsWith(' GMT') ? text : `${text} GMT`
  const at = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(date) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

export interface Listener {
  readonly id: string
  readonly eventTypes: readonly string[]
  /** The environment's last event when the endpoint was made. */
  readonly sinceSequence: number
}

export interface Happening {
  readonly type: string
  readonly sequence: number
  /** Told to this endpoint alone. */
  readonly endpointId: string | null
}

/** Whether an endpoint is told of an event. */
export function hears(endpoint: Listener, event: Happening): boolean {
  if (event.endpointId !== null) return event.endpointId === endpoint.id
  if (event.sequence <= endpoint.sinceSequence) return false
  return endpoint.eventTypes.includes('*') || endpoint.eventTypes.includes(event.type)
}

interface Waiting {
  readonly dueAt: number
}

/**
 * Who goes next at one endpoint: first attempts in the order given, retries between them as their time came, so that
 * neither a backlog nor an outage's retries starve the other.
 */
export function nextInLine<T extends Waiting>(
  firsts: readonly T[],
  retries: readonly T[],
  room: number,
): T[] {
  const line = [...firsts]
  const others = [...retries]
  const next: T[] = []
  while (next.length < room) {
    const first = line[0]
    const retry = others[0]
    const chosen = retry !== undefined && (first === undefined || retry.dueAt <= first.dueAt) ? others : line
    const one = chosen.shift()
    if (one === undefined) break
    next.push(one)
  }
  return next
}

/** What is kept of a receiver's answer: its first bytes as text that every store holds (PostgreSQL has no NUL). */
export function keptText(bytes: Uint8Array): string {
  // `stream` leaves a character out that the cut went through.
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_RESPONSE_BODY_BYTES), { stream: true })
  return text.replaceAll('\0', '\uFFFD')
}
