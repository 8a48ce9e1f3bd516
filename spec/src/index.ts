import * as apiKey from './api-key.ts'
import * as audit from './audit.ts'
import * as billable from './billable.ts'
import * as contact from './contact.ts'
import * as creditNote from './credit-note.ts'
import * as delivery from './delivery.ts'
import * as event from './event.ts'
import * as inventory from './inventory.ts'
import * as invoice from './invoice-routes.ts'
import * as ledger from './ledger.ts'
import * as payment from './payment.ts'
import * as paymentLink from './payment-link.ts'
import * as product from './product.ts'
import * as report from './report.ts'
import type { RouteDefinition } from './route.ts'
import * as store from './store.ts'
import * as tenant from './tenant.ts'
import * as testClock from './test-clock.ts'
import * as webhookEndpoint from './webhook-endpoint.ts'

export * from './api-key.ts'
export * from './audit.ts'
export * from './billable.ts'
export * from './contact.ts'
export * from './credit-note.ts'
export * from './delivery.ts'
export { documentedAnswers } from './documented-answers.ts'
export * from './event.ts'
export * from './event-type.ts'
export {
  currencyExponent,
  decimalPlaces,
  IDEMPOTENCY_KEY_MAX_LENGTH,
  MAX_AMOUNT_MINOR,
  MAX_QUANTITY_DECIMALS,
  MAX_STOCK,
} from './field.ts'
export * from './inventory.ts'
export * from './invoice.ts'
export * from './invoice-act.ts'
export * from './invoice-item.ts'
export * from './invoice-routes.ts'
export * from './ledger.ts'
export { DEFAULT_LIMIT, MAX_LIMIT } from './list.ts'
export * from './payment.ts'
export * from './payment-link.ts'
export { Address, AddressInput } from './postal-address.ts'
export * from './problem.ts'
export * from './problem-details.ts'
export * from './problem-example.ts'
export * from './product.ts'
export * from './reminder.ts'
export * from './report.ts'
export * from './route.ts'
export * from './store.ts'
export * from './tenant.ts'
export * from './test-clock.ts'
export * from './version.ts'
export * from './webhook-endpoint.ts'

const isRoute = (value: unknown): value is RouteDefinition =>
  typeof value === 'object' && value !== null && 'operationId' in value

/** Every operation of the API. */
export const routes: readonly RouteDefinition[] = [
  tenant,
  apiKey,
  contact,
  product,
  store,
  inventory,
  invoice,
  billable,
  payment,
  creditNote,
  paymentLink,
  ledger,
  audit,
  report,
  event,
  webhookEndpoint,
  delivery,
  testClock,
].flatMap((room) => Object.values(room).filter(isRoute))
