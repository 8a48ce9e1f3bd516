import { example } from '../src/example.ts'

/** One row a resource: its word, its place in the API and how its pages open. */
export interface Word {
  readonly word: string
  /** What its page tells of, if that is not the word itself: the ledger's page tells of its entries. */
  readonly one?: string
  /** Name of its schema. */
  readonly schema: string
  /** Absent: it has no operations of its own, and is told in events only. */
  readonly tag?: string
  /** First segment of its paths. */
  readonly path?: string
  /** Absent: there is just one, which needs no id. */
  readonly prefix?: string
  readonly exampleId?: string
  /** Whose id its paths take, if not its own. */
  readonly idOf?: string
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
    about: 'What is sold, with its price, tax and stock. A catalog item is a product.',
  },
  {
    word: 'store',
    tag: 'Stores',
    schema: 'Store',
    path: '/stores',
    prefix: 'sto',
    exampleId: example.store,
    about: 'Where stock lies and sales are rung up. Every environment has a default store.',
  },
  {
    word: 'inventory',
    tag: 'Inventory',
    schema: 'Inventory',
    path: '/inventory',
    idOf: 'product',
    about:
      'How much of a product is in every store and in all, and each movement that led there. [Retail](../retail.md) tells how stock goes.',
  },
  {
    word: 'invoice',
    tag: 'Invoices',
    schema: 'Invoice',
    path: '/invoices',
    prefix: 'inv',
    exampleId: example.invoice,
    about:
      'A bill: made as a draft, sent with a number, then paid, credited, written off, or voided while nothing was paid on it.',
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
    word: 'payment',
    tag: 'Payments',
    schema: 'Payment',
    path: '/payments',
    prefix: 'pay',
    exampleId: example.payment,
    about: 'Money that came in, by hand or through the gateway, with what of it went back.',
  },
  {
    word: 'credit-note',
    tag: 'Credit notes',
    schema: 'CreditNote',
    path: '/credit-notes',
    prefix: 'crn',
    exampleId: example.creditNote,
    about: 'What takes back an invoice, whole or by line, with an entry that reverses its sending.',
  },
  {
    word: 'payment-link',
    tag: 'Payment links',
    schema: 'PaymentLink',
    path: '/payment-links',
    prefix: 'lnk',
    exampleId: example.paymentLink,
    about: 'A page on which anyone who has its address may pay, for an invoice or for any amount.',
  },
  {
    word: 'ledger',
    one: 'ledger-entry',
    tag: 'Ledger',
    schema: 'LedgerEntry',
    path: '/ledger',
    prefix: 'ent',
    exampleId: example.entry,
    about:
      'The books, in double entry: every act that moves money posts one entry, which is never changed. [Money](../money.md) tells what posts what.',
  },
  {
    word: 'audit',
    tag: 'Audit',
    schema: 'Audit',
    path: '/audit',
    about: 'A proof, made anew at each call from the data alone, that the books are right.',
  },
  {
    word: 'report',
    tag: 'Reports',
    schema: 'SalesReport',
    path: '/reports',
    about:
      'What was sold, credited and refunded, by day or month, exact against the ledger. [Reports](../reports.md) tells what counts when.',
  },
  {
    word: 'reminder',
    schema: 'Reminder',
    prefix: 'rem',
    exampleId: example.reminder,
    about:
      'One step of the chase after an invoice that is due. It is told in the event [`reminder.sent`](../events.md#remindersent) only.',
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
  {
    word: 'test-clock',
    tag: 'Test helpers',
    schema: 'TestClock',
    path: '/test',
    about:
      "A test environment's own time, which can be advanced, a way to make any event happen, and a way to begin anew. With a live key all of it answers 404.",
  },
]

/** The word that a path belongs to; undefined for a path without an id of its own, such as `/customers`. */
export const wordOfPath = (path: string): Word | undefined =>
  words.find((word) => path === word.path || (word.path !== undefined && path.startsWith(`${word.path}/`)))

export function wordOfTag(tag: string): Word {
  const found = words.find((word) => word.tag === tag)
  if (found === undefined) throw new Error(`No resource has the tag ${tag}`)
  return found
}

/** The word whose ids a word's paths take: mostly its own. */
export const idWordOf = (word: Word): Word => words.find((other) => other.word === word.idOf) ?? word

/** `webhook-endpoint` as prose: `webhook endpoint`; `api-key`: `API key`. */
export const spoken = ({ word, one = word }: Word): string => one.replace('-', ' ').replace('api', 'API')
