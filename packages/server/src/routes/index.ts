import type { BoundRoute } from '../http/bind.ts'
import { apiKeyRoutes } from './api-key.ts'
import { billableRoutes } from './billable.ts'
import { contactRoutes } from './contact.ts'
import { deliveryRoutes } from './delivery.ts'
import { eventRoutes } from './event.ts'
import { invoiceRoutes } from './invoice.ts'
import { ledgerRoutes } from './ledger.ts'
import { productRoutes } from './product.ts'
import { tenantRoutes } from './tenant.ts'
import { testClockRoutes } from './test-clock.ts'
import { webhookEndpointRoutes } from './webhook-endpoint.ts'

export const boundRoutes: readonly BoundRoute[] = [
  ...tenantRoutes,
  ...apiKeyRoutes,
  ...contactRoutes,
  ...productRoutes,
  ...ledgerRoutes,
  ...invoiceRoutes,
  ...billableRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
  ...deliveryRoutes,
  ...testClockRoutes,
]
