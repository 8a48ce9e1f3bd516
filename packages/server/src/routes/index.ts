import type { BoundRoute } from '../http/bind.ts'
import { apiKeyRoutes } from './api-key.ts'
import { auditRoutes } from './audit.ts'
import { billableRoutes } from './billable.ts'
import { contactRoutes } from './contact.ts'
import { creditNoteRoutes } from './credit-note.ts'
import { deliveryRoutes } from './delivery.ts'
import { eventRoutes } from './event.ts'
import { inventoryRoutes } from './inventory.ts'
import { invoiceRoutes } from './invoice.ts'
import { ledgerRoutes } from './ledger.ts'
import { paymentRoutes } from './payment.ts'
import { paymentLinkRoutes } from './payment-link.ts'
import { productRoutes } from './product.ts'
import { reportRoutes } from './report.ts'
import { storeRoutes } from './store.ts'
import { tenantRoutes } from './tenant.ts'
import { testClockRoutes } from './test-clock.ts'
import { webhookEndpointRoutes } from './webhook-endpoint.ts'

export const boundRoutes: readonly BoundRoute[] = [
  ...tenantRoutes,
  ...apiKeyRoutes,
  ...contactRoutes,
  ...productRoutes,
  ...storeRoutes,
  ...inventoryRoutes,
  ...paymentLinkRoutes,
  ...ledgerRoutes,
  ...invoiceRoutes,
  ...billableRoutes,
  ...paymentRoutes,
  ...creditNoteRoutes,
  ...auditRoutes,
  ...reportRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
  ...deliveryRoutes,
  ...testClockRoutes,
]
