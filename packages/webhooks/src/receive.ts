import { type WebhookRefusalCode, WebhookVerificationError } from './error.ts'
import type { EventOf, KnownEventType, WebhookEvent } from './events.ts'
import type { WebhookPayload } from './payload.ts'
import type { VerifyOptions, WebhookHeaders } from './scheme.ts'
import type { WebhookSecrets } from './secret.ts'
import { memoryStore, type WebhookClaim, type WebhookStore } from './store.ts'

/**
 * Builds a receiver out of the three things that differ between runtimes. The receiver never throws: what goes wrong
 * becomes a reply, and `onError` hears of it.
 */
export function createReceiver<Request extends { method?: string | undefined }>(
  platform: Platform<Request>,
  options: WebhookHandlerOptions,
): (request: Request) => Promise<Reply> {
  // Without types to say so, it would be found out by the first event, and by each that follows.
  if (typeof options?.on !== 'object' || !options.on)
    throw new TypeError(
      "webhookHandler: give `on`, the handlers by type of event: { 'invoice.paid': (event) => … }",
    )
  const store = options.store ?? memoryStore()
  return async (request) => {
    if (request.method !== 'POST') return reply(405, { code: 'method_not_allowed' }, { allow: 'POST' })
    let event: WebhookEvent
    try {
      event = await admit(platform, options, request)
    } catch (error) {
      return refuse(error, options)
    }
    return handleOnce(event, store, options)
  }
}

/** What an adapter supplies. */
export interface Platform<Request> {
  headers(request: Request): WebhookHeaders
  /** The raw body; throws `BodyTooLargeError` beyond `maxBytes`, `body_already_parsed` when there is none to read. */
  readBody(request: Request, maxBytes: number): Promise<WebhookPayload>
  verify(
    payload: WebhookPayload,
    headers: WebhookHeaders,
    secrets: WebhookSecrets,
    options: VerifyOptions,
  ): WebhookEvent | Promise<WebhookEvent>
}

/** An answer for the adapter to write. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

/** Thrown by an adapter's `readBody`. */
export class BodyTooLargeError extends Error {}

/** The secrets, the handlers, and where handled events are remembered. */
export type WebhookHandlerOptions = ReceiverOptions & Dispatch

interface ReceiverOptions extends VerifyOptions {
  /** The endpoint's secret, `whsec_…`; old and new while it is being rotated. Unset ones are left out. */
  secrets: WebhookSecrets
  /** Where handled events are remembered; this process's memory unless given. */
  store?: WebhookStore
  /**
   * Hears of every refusal and every failure, with the event when one was admitted. Unless given, what this side
   * has to mend is written with `console.error`, and refused strangers are not.
   */
  onError?: (error: unknown, event: WebhookEvent | undefined) => void
}

/** Handlers by type. Either every known type has one, or `onUnknown` takes the rest: the compiler sees to it. */
type Dispatch =
  | { on: EventHandlers; onUnknown?: EventHandler<WebhookEvent> }
  | { on: Partial<EventHandlers>; onUnknown: EventHandler<WebhookEvent> }

/** A handler for each known type. */
export type EventHandlers = { [Type in KnownEventType]: EventHandler<EventOf<Type>> }

/** Called once for an event; the sender hears 2xx when it has finished, and tries again when it throws. */
export type EventHandler<Event> = (event: Event) => unknown

async function admit<Request>(
  platform: Platform<Request>,
  options: WebhookHandlerOptions,
  request: Request,
): Promise<WebhookEvent> {
  const payload = await platform.readBody(request, MAX_BODY_BYTES)
  const event = await platform.verify(payload, platform.headers(request), options.secrets, options)
  // The id in the signed body, not the webhook-id header, which X-Billkart-Signature doesn't cover.
  if (!isText(event.id) || !isText(event.type)) {
    throw new WebhookVerificationError('bad_payload', 'The signature is right, but the body is not an event.')
  }
  return event
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME_LENGTH
}

function refuse(error: unknown, options: WebhookHandlerOptions): Reply {
  report(error, undefined, options)
  if (error instanceof BodyTooLargeError) {
    return reply(413, { code: 'body_too_large', detail: error.message }, { connection: 'close' })
  }
  if (error instanceof WebhookVerificationError)
    return reply(400, { code: error.code, detail: error.message })
  return reply(400, { code: 'body_not_read' }, { connection: 'close' })
}

async function handleOnce(
  event: WebhookEvent,
  store: WebhookStore,
  options: WebhookHandlerOptions,
): Promise<Reply> {
  const claim: WebhookClaim = {
    eventId: event.id,
    holder: crypto.randomUUID(),
    leaseSeconds: LEASE_SECONDS,
    keepSeconds: KEEP_SECONDS,
  }
  try {
    const state = await store.claim(claim)
    if (state === 'completed') return reply(200, { status: 'duplicate' })
    if (state === 'in_progress') return reply(503, { code: 'in_progress' }, { 'retry-after': RETRY_AFTER })
  } catch (error) {
    report(error, event, options)
    return reply(500, { code: 'store_failed' })
  }
  return run(event, claim, store, options)
}

async function run(
  event: WebhookEvent,
  claim: WebhookClaim,
  store: WebhookStore,
  options: WebhookHandlerOptions,
): Promise<Reply> {
  const handler = handlerOf(event, options)
  try {
    await handler?.(event)
  } catch (error) {
    report(error, event, options)
    await settle(() => store.release(claim), event, options)
    return reply(500, { code: 'handler_failed' })
  }
  // The work is done even if the store can't note it: a 500 would only have it done again.
  await settle(() => store.complete(claim), event, options)
  return reply(200, { status: handler ? 'handled' : 'ignored' })
}

function handlerOf(
  event: WebhookEvent,
  options: WebhookHandlerOptions,
): EventHandler<WebhookEvent> | undefined {
  // The mapped type pairs each name with the handler of its own event, and an own property was found under the
  // event's name; a type called `constructor` finds none.
  const on = options.on as Record<string, EventHandler<WebhookEvent> | undefined>
  return (Object.hasOwn(on, event.type) ? on[event.type] : undefined) ?? options.onUnknown
}

async function settle(
  act: () => unknown,
  event: WebhookEvent,
  options: WebhookHandlerOptions,
): Promise<void> {
  try {
    await act()
  } catch (error) {
    report(error, event, options)
  }
}

/** Not waited for: an answer needn't be later because somebody is told. Never rejects. */
async function report(
  error: unknown,
  event: WebhookEvent | undefined,
  options: WebhookHandlerOptions,
): Promise<void> {
  try {
    if (options.onError) await options.onError(error, event)
    else if (event || isOurs(error)) console.error('@bahi/webhooks:', error)
  } catch (failure) {
    console.error('@bahi/webhooks: onError failed', failure)
  }
}

function isOurs(error: unknown): boolean {
  return error instanceof WebhookVerificationError && RECEIVERS_FAULTS.includes(error.code)
}

function reply(status: number, body: Record<string, string>, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

const RECEIVERS_FAULTS: readonly WebhookRefusalCode[] = ['bad_secret', 'body_already_parsed']
/** The size of body that the API itself accepts and sends. */
const MAX_BODY_BYTES = 1024 * 1024
/** Ids and types are far shorter; the bound keeps a store's keys small. */
const MAX_NAME_LENGTH = 255
/** Shorter than the first retry's wait (4 min): after a crash that retry finds the claim void. */
const LEASE_SECONDS = 180
/** As long as a dead letter can be replayed, and a day of retries before it. */
const KEEP_SECONDS = 31 * 24 * 60 * 60
/** Seconds: about a slow handler's time. */
const RETRY_AFTER = '15'
