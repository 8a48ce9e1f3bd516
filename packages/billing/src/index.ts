export {
  AbortedError,
  type ApiClient,
  type Attempt,
  BahiError,
  type Call,
  type CallOptions,
  type ClientOptions,
  ConnectionError,
  createClient,
  isProblem,
  type ListOptions,
  type Outcome,
  type Page,
  type PageList,
  type ParsedId,
  type ProblemCode,
  ProblemError,
  parseId,
  ResponseError,
  type Result,
  servers,
  TimeoutError,
} from '@bahi/core'
export { Billing } from './billing.ts'
export {
  type ApiKey,
  type ApiKeyCreate,
  type ApiKeyQuery,
  type ApiKeyRotate,
  ApiKeys,
} from './resources/api-key.ts'
export { type Audit, type AuditFinding, BooksAudit } from './resources/audit.ts'
export {
  type Billable,
  type BillableInput,
  type BillableQuery,
  Billables,
  type BillablesCreate,
  type BillablesCreated,
  type BillableUpdate,
} from './resources/billable.ts'
export {
  type Contact,
  type ContactCreate,
  type ContactQuery,
  Contacts,
  type ContactUpdate,
  type CustomerUpsert,
} from './resources/contact.ts'
export {
  type CreditNote,
  type CreditNoteCreate,
  type CreditNoteItem,
  type CreditNoteQuery,
  CreditNotes,
} from './resources/credit-note.ts'
export {
  Deliveries,
  type DeliveriesReplay,
  type DeliveriesReplayed,
  type Delivery,
  type DeliveryAttempt,
  type DeliveryQuery,
} from './resources/delivery.ts'
export { type Event, type EventQuery, Events, type EventType } from './resources/event.ts'
export {
  type Inventory,
  type InventoryAdjust,
  InventoryLevels,
  type StockMovement,
  type StockMovementQuery,
} from './resources/inventory.ts'
export {
  type Invoice,
  type InvoiceCreate,
  type InvoiceItem,
  type InvoiceQuery,
  Invoices,
  type InvoiceUpdate,
  type SalePayment,
} from './resources/invoice.ts'
export {
  Ledger,
  type LedgerAccount,
  type LedgerAccountName,
  type LedgerAccounts,
  type LedgerEntry,
  type LedgerEntryQuery,
  type LedgerPosting,
  type TrialBalance,
} from './resources/ledger.ts'
export {
  type Payment,
  type PaymentCreate,
  type PaymentMode,
  type PaymentQuery,
  Payments,
  type Refund,
  type RefundCreate,
} from './resources/payment.ts'
export {
  type PaymentLink,
  type PaymentLinkCreate,
  type PaymentLinkQuery,
  PaymentLinks,
} from './resources/payment-link.ts'
export {
  type Product,
  type ProductCreate,
  type ProductQuery,
  Products,
  type ProductUpdate,
} from './resources/product.ts'
export {
  Reports,
  type SalesFigures,
  type SalesPeriod,
  type SalesReport,
  type SalesReportQuery,
} from './resources/report.ts'
export { type Store, type StoreCreate, type StoreQuery, Stores } from './resources/store.ts'
export { type Tenant, TenantProfile, type TenantUpdate } from './resources/tenant.ts'
export {
  type TestClock,
  type TestClockAdvance,
  type TestClockAdvanceRequest,
  TestEnvironmentClock,
  TestHelpers,
  type TestReset,
  type TestTrigger,
  type TestTriggered,
} from './resources/test-clock.ts'
export {
  type WebhookEndpoint,
  type WebhookEndpointCreate,
  type WebhookEndpointQuery,
  WebhookEndpoints,
  type WebhookEndpointUpdate,
  type WebhookSecretRotate,
} from './resources/webhook-endpoint.ts'
