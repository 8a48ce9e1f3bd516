import { z } from '@hono/zod-openapi'
import { text } from './field.ts'

const addressFields = {
  line1: text(200).nullable(),
  line2: text(200).nullable(),
  city: text(100).nullable(),
  postal_code: text(20).nullable(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'must be a country code of two capitals, such as IN' })
    .nullable()
    .openapi({ description: 'ISO 3166-1 alpha-2.', example: 'IN' }),
}

export const AddressInput = z
  .strictObject(addressFields)
  .partial()
  .openapi('AddressInput', { 'x-sensitive': true })
export type AddressInput = z.infer<typeof AddressInput>

export const Address = z.strictObject(addressFields).openapi('Address', { 'x-sensitive': true })
export type Address = z.infer<typeof Address>

export const addressExample = {
  line1: '12 Market Road',
  line2: null,
  city: 'Bengaluru',
  postal_code: '560001',
  country: 'IN',
}
