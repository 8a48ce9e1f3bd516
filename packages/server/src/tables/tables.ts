import type { ApiKeyTable } from './api-key.ts'
import type { BillableTable } from './billable.ts'
import type { ContactTable } from './contact.ts'
import type { CreditNoteItemTable, CreditNoteTable } from './credit-note.ts'
import type { DeliveryAttemptTable, DeliveryTable } from './delivery.ts'
import type { CounterTable, EventTable, OutboxTable } from './event.ts'
import type { IdempotencyKeyTable } from './idempotency-key.ts'
import type { StockLevelTable, StockMovementTable } from './inventory.ts'
import type { InvoiceItemTable, InvoiceTable } from './invoice.ts'
import type { LedgerEntryTable, LedgerPostingTable } from './ledger.ts'
import type { PaymentTable, RefundTable } from './payment.ts'
import type { GatewayEventTable, PaymentLinkTable, SimulatedRecordTable } from './payment-link.ts'
import type { ProductTable } from './product.ts'
import type { SalesTotalTable } from './report.ts'
import type { LeaseTable, NotificationTable, ScheduleTable } from './schedule.ts'
import type { StoreTable } from './store.ts'
import type { TenantTable } from './tenant.ts'
import type { WebhookEndpointTable, WebhookSecretTable } from './webhook-endpoint.ts'

/** Every table of an environment, alike on both engines. */
export interface Tables {
  tenant: TenantTable
  api_keys: ApiKeyTable
  contacts: ContactTable
  products: ProductTable
  stores: StoreTable
  stock_levels: StockLevelTable
  stock_movements: StockMovementTable
  invoices: InvoiceTable
  invoice_items: InvoiceItemTable
  billables: BillableTable
  ledger_entries: LedgerEntryTable
  ledger_postings: LedgerPostingTable
  payments: PaymentTable
  credit_notes: CreditNoteTable
  credit_note_items: CreditNoteItemTable
  refunds: RefundTable
  sales_totals: SalesTotalTable
  counters: CounterTable
  events: EventTable
  outbox: OutboxTable
  webhook_endpoints: WebhookEndpointTable
  webhook_secrets: WebhookSecretTable
  deliveries: DeliveryTable
  delivery_attempts: DeliveryAttemptTable
  idempotency_keys: IdempotencyKeyTable
  payment_links: PaymentLinkTable
  gateway_events: GatewayEventTable
  simulated_records: SimulatedRecordTable
  schedule: ScheduleTable
  notifications: NotificationTable
  leases: LeaseTable
}
