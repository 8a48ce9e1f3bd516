import { example } from '../src/example.ts'

/** One row a resource: its word, its place in the API and how its pages open. */
export interface Word {
  readonly word: string
  readonly tag: string
  /** Name of its schema. */
  readonly schema: string
  /** First segment of its paths. */
  readonly path: string
  readonly prefix: string
  readonly exampleId: string
  readonly about: string
}

export const words: readonly Word[] = [
  {
    word: 'tenant',
    tag: 'Tenant',
    schema: 'Tenant',
    path: '/tenant',
    prefix: 'tnt',
    exampleId: example.tenant,
    about: 'The business that a key belongs to: its name, its state for tax, its currency and its time zone.',
  },
  {
    word: 'api-key',
    tag: 'API keys',
    schema: 'ApiKey',
    path: '/api-keys',
    prefix: 'key',
    exampleId: example.apiKey,
    about: 'Secret keys for servers and publishable keys for clients, each for test or live mode.',
  },
  {
    word: 'contact',
    tag: 'Contacts',
    schema: 'Contact',
    path: '/contacts',
    prefix: 'ctc',
    exampleId: example.contact,
    about: 'The people and firms that are billed. A customer is a contact, known by its phone.',
  },
  {
    word: 'product',
    tag: 'Products',
    schema: 'Product',
    path: '/products',
    prefix: 'itm',
    exampleId: example.product,
    about: 'What is sold, with its price, tax and opening stock. A catalog item is a product.',
  },
  {
    word: 'invoice',
    tag: 'Invoices',
    schema: 'Invoice',
    path: '/invoices',
    prefix: 'inv',
    exampleId: example.invoice,
    about: 'A bill: made as a draft, sent with a number, voided while nothing was paid on it.',
  },
  {
    word: 'billable',
    tag: 'Billables',
    schema: 'Billable',
    path: '/billables',
    prefix: 'bil',
    exampleId: example.billable,
    about: 'Work that is put on a draft invoice, with a reference to where it was noted.',
  },
  {
    word: 'event',
    tag: 'Events',
    schema: 'Event',
    path: '/events',
    prefix: 'evt',
    exampleId: example.event,
    about: 'What happened, in order, each with a snapshot of the resource that it happened to.',
  },
  {
    word: 'webhook-endpoint',
    tag: 'Webhook endpoints',
    schema: 'WebhookEndpoint',
    path: '/webhooks',
    prefix: 'whk',
    exampleId: example.endpoint,
    about: 'The addresses that signed events are posted to.',
  },
  {
    word: 'delivery',
    tag: 'Deliveries',
    schema: 'Delivery',
    path: '/deliveries',
    prefix: 'dlv',
    exampleId: example.delivery,
    about: 'One event on its way to one endpoint, with every attempt that was made.',
  },
]

/** The word that a path belongs to; undefined for a path without an id of its own, such as `/customers`. */
export const wordOfPath = (path: string): Word | undefined =>
  words.find((word) => path === word.path || path.startsWith(`${word.path}/`))

export function wordOfTag(tag: string): Word {
  const found = words.find((word) => word.tag === tag)
  if (found === undefined) throw new Error(`No resource has the tag ${tag}`)
  return found
}

/** `webhook-endpoint` as prose: `webhook endpoint`; `api-key`: `API key`. */
export const spoken = ({ word }: Word): string => word.replace('-', ' ').replace('api', 'API')
