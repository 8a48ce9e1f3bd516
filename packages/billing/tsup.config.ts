import { defineConfig } from 'tsup'

/** Each resource is an entry of its own, under the name that `Billing` gives it; so are the helpers with money. */
export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'api-keys': 'src/resources/api-key.ts',
    audit: 'src/resources/audit.ts',
    billables: 'src/resources/billable.ts',
    contacts: 'src/resources/contact.ts',
    'credit-notes': 'src/resources/credit-note.ts',
    deliveries: 'src/resources/delivery.ts',
    events: 'src/resources/event.ts',
    invoices: 'src/resources/invoice.ts',
    ledger: 'src/resources/ledger.ts',
    money: 'src/money.ts',
    'payment-links': 'src/resources/payment-link.ts',
    payments: 'src/resources/payment.ts',
    products: 'src/resources/product.ts',
    tenant: 'src/resources/tenant.ts',
    'test-helpers': 'src/resources/test-clock.ts',
    'webhook-endpoints': 'src/resources/webhook-endpoint.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  treeshake: true,
  dts: true,
  clean: true,
})
