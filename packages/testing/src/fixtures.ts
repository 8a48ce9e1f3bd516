import { type EventOf, type KnownEventType, sign } from '@bahi/webhooks'
import { events, resources } from './generated/examples.ts'
import { requireKnown } from './options.ts'

type Resources = typeof resources

/** The names of the contract's resources: `Invoice`, `CreditNote`. */
export type ResourceName = keyof Resources

/**
 * A resource as the contract shows it, with your members over its own; each call gives a new one.
 *
 * @example
 * const invoice = fixture('Invoice', { grand_total: 220 })
 */
export function fixture<Name extends ResourceName>(
  name: Name,
  changes: Partial<Resources[Name]> = {},
): Resources[Name] {
  return { ...structuredClone(known(resources, name)), ...changes }
}

/**
 * An event as the contract shows it, with your members over its own and over those of its `data`. Each type has its own id;
 * give a second event of a type another one, since handlers take the same id for a repeat.
 *
 * @example
 * const event = eventFixture('invoice.paid', { data: { invoice_no: 'INV-2026-00007' } })
 */
export function eventFixture<Type extends KnownEventType>(
  type: Type,
  changes: EventChanges<Type> = {},
): EventOf<Type> {
  requireKnown('eventFixture', changes, ['id', 'sequence', 'created_at', 'livemode', 'data'])
  const { data, ...envelope } = changes
  const event: EventOf<Type> = structuredClone(known(events, type))
  return { ...event, ...envelope, data: { ...event.data, ...data } }
}

/** Says which names there are, to those whose names no compiler checks. */
function known<Values extends object, Name extends keyof Values>(values: Values, name: Name): Values[Name] {
  if (Object.hasOwn(values, name)) return values[name]
  throw new TypeError(`There is no fixture "${String(name)}". There are ${Object.keys(values).join(', ')}.`)
}

/** What an event has of its own; its type stays. */
export interface EventChanges<Type extends KnownEventType> {
  readonly id?: string
  readonly sequence?: number
  readonly created_at?: string
  readonly livemode?: boolean
  readonly data?: Partial<EventOf<Type>['data']>
}

/** How a request is signed. */
export interface SigningOptions {
  /** `whsec_…`, as your handler has it. */
  readonly secret: string
  /** Default `http://app.test/webhooks`. */
  readonly url?: string
  /** When it was sent. Default now: receivers refuse what is older than five minutes. */
  readonly sentAt?: Date
}

/**
 * The request by which the server would deliver an event: signed by both schemes, its body the event as JSON.
 *
 * @example
 * const response = await POST(signedRequest(eventFixture('invoice.paid'), { secret }))
 */
export function signedRequest(event: { readonly id: string }, options: SigningOptions): Request {
  requireKnown('signedRequest', options, ['secret', 'url', 'sentAt'])
  const { secret, url = 'http://app.test/webhooks', sentAt = new Date() } = options
  if (typeof event?.id !== 'string') throw new TypeError('signedRequest: an event has an id, a text.')
  if (Number.isNaN(Number(sentAt)) || typeof sentAt !== 'object')
    throw new TypeError(`signedRequest: sentAt is a Date, not ${String(sentAt)}.`)
  const payload = JSON.stringify(event)
  const timestamp = Math.floor(sentAt.getTime() / 1000)
  const signature = sign({ id: event.id, timestamp, payload, secrets: secret })
  const headers = { 'content-type': 'application/json', ...signature }
  return new Request(url, { method: 'POST', headers, body: payload })
}
