import type { Migration } from './migration.ts'

/** Who sold and who bought, kept with the invoice. Those sent before name no seller: what it was then, nobody wrote down. */
export const parties: Migration = {
  name: '0011-parties',
  up: (schema) => [
    ...schema.addColumns('tenant', { address: 'text null', tax_id: 'text null' }),
    ...schema.addColumns('invoices', {
      seller_name: 'text null',
      seller_address: 'text null',
      seller_tax_id: 'text null',
      customer_address: 'text null',
      customer_tax_id: 'text null',
      place_of_supply: 'text null',
    }),
  ],
}
