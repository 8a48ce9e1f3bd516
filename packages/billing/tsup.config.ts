import { defineConfig } from 'tsup'

/** Each resource is an entry of its own, under the name that `Billing` gives it. */
export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'api-keys': 'src/resources/api-key.ts',
    billables: 'src/resources/billable.ts',
    contacts: 'src/resources/contact.ts',
    deliveries: 'src/resources/delivery.ts',
    events: 'src/resources/event.ts',
    invoices: 'src/resources/invoice.ts',
    products: 'src/resources/product.ts',
    tenant: 'src/resources/tenant.ts',
    'webhook-endpoints': 'src/resources/webhook-endpoint.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  treeshake: true,
  dts: true,
  clean: true,
})
