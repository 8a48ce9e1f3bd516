import { type ApiClient, type ClientOptions, createClient } from '@bahi/core'
import { ApiKeys } from './resources/api-key.ts'
import { BooksAudit } from './resources/audit.ts'
import { Billables } from './resources/billable.ts'
import { Contacts } from './resources/contact.ts'
import { CreditNotes } from './resources/credit-note.ts'
import { Deliveries } from './resources/delivery.ts'
import { Events } from './resources/event.ts'
import { InventoryLevels } from './resources/inventory.ts'
import { Invoices } from './resources/invoice.ts'
import { Ledger } from './resources/ledger.ts'
import { Payments } from './resources/payment.ts'
import { PaymentLinks } from './resources/payment-link.ts'
import { Products } from './resources/product.ts'
import { Reports } from './resources/report.ts'
import { Stores } from './resources/store.ts'
import { TenantProfile } from './resources/tenant.ts'
import { TestHelpers } from './resources/test-clock.ts'
import { WebhookEndpoints } from './resources/webhook-endpoint.ts'

/**
 * The whole API under one client. Each resource is made when it is first used, and is importable alone:
 * `import { Invoices } from '@bahi/billing/invoices'`.
 *
 * @example
 * const billing = new Billing({ apiKey: process.env.BAHI_API_KEY, baseUrl: 'http://127.0.0.1:4010/v1' })
 * const invoice = await billing.invoices.create({ contact_id, items: [{ catalog_item_id, qty: 1 }], due_in_days: 7 })
 */
export class Billing {
  readonly #client: ApiClient
  #tenant?: TenantProfile
  #apiKeys?: ApiKeys
  #contacts?: Contacts
  #products?: Products
  #stores?: Stores
  #inventory?: InventoryLevels
  #invoices?: Invoices
  #billables?: Billables
  #payments?: Payments
  #creditNotes?: CreditNotes
  #paymentLinks?: PaymentLinks
  #ledger?: Ledger
  #audit?: BooksAudit
  #reports?: Reports
  #events?: Events
  #webhookEndpoints?: WebhookEndpoints
  #deliveries?: Deliveries
  #testHelpers?: TestHelpers

  /** Throws for options that are wrong; a key or an address that is missing is said by the first call. */
  constructor(options: ClientOptions = {}) {
    this.#client = createClient(options)
  }

  /** The client under the resources: `request` and `list` take any path of the contract. */
  get client(): ApiClient {
    return this.#client
  }

  /** The business that the key belongs to. */
  get tenant(): TenantProfile {
    this.#tenant ??= new TenantProfile(this.#client)
    return this.#tenant
  }

  /** Keys: create, list, rotate, revoke. */
  get apiKeys(): ApiKeys {
    this.#apiKeys ??= new ApiKeys(this.#client)
    return this.#apiKeys
  }

  /** The people and firms that are billed. */
  get contacts(): Contacts {
    this.#contacts ??= new Contacts(this.#client)
    return this.#contacts
  }

  /** What is sold. */
  get products(): Products {
    this.#products ??= new Products(this.#client)
    return this.#products
  }

  /** Where stock is kept. */
  get stores(): Stores {
    this.#stores ??= new Stores(this.#client)
    return this.#stores
  }

  /** What is in stock, store by store, and its history. */
  get inventory(): InventoryLevels {
    this.#inventory ??= new InventoryLevels(this.#client)
    return this.#inventory
  }

  /** Drafts, sent, paid, voided or written off. */
  get invoices(): Invoices {
    this.#invoices ??= new Invoices(this.#client)
    return this.#invoices
  }

  /** Lines under a draft, with references of your own. */
  get billables(): Billables {
    this.#billables ??= new Billables(this.#client)
    return this.#billables
  }

  /** Money that came in, and refunds. */
  get payments(): Payments {
    this.#payments ??= new Payments(this.#client)
    return this.#payments
  }

  /** What takes back an invoice, whole or in part. */
  get creditNotes(): CreditNotes {
    this.#creditNotes ??= new CreditNotes(this.#client)
    return this.#creditNotes
  }

  /** Pages on which an amount is paid. */
  get paymentLinks(): PaymentLinks {
    this.#paymentLinks ??= new PaymentLinks(this.#client)
    return this.#paymentLinks
  }

  /** Accounts, entries and the trial balance. */
  get ledger(): Ledger {
    this.#ledger ??= new Ledger(this.#client)
    return this.#ledger
  }

  /** The proof that the books are right. */
  get audit(): BooksAudit {
    this.#audit ??= new BooksAudit(this.#client)
    return this.#audit
  }

  /** What was sold, by day or month. */
  get reports(): Reports {
    this.#reports ??= new Reports(this.#client)
    return this.#reports
  }

  /** What happened, in sequence. */
  get events(): Events {
    this.#events ??= new Events(this.#client)
    return this.#events
  }

  /** Where events are posted to. */
  get webhookEndpoints(): WebhookEndpoints {
    this.#webhookEndpoints ??= new WebhookEndpoints(this.#client)
    return this.#webhookEndpoints
  }

  /** What was posted, and what was not. */
  get deliveries(): Deliveries {
    this.#deliveries ??= new Deliveries(this.#client)
    return this.#deliveries
  }

  /** What only a test key may do. */
  get testHelpers(): TestHelpers {
    this.#testHelpers ??= new TestHelpers(this.#client)
    return this.#testHelpers
  }
}
