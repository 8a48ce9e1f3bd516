import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import { currency, text } from './field.ts'
import { Address, AddressInput, addressExample } from './postal-address.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'

export const timeZone = () =>
  z
    .string()
    .max(64)
    .refine(isTimeZone, {
      error: 'must be an IANA time zone, such as Asia/Kolkata',
      params: { code: 'unknown_time_zone' },
    })
    .openapi({ description: 'IANA time zone.', example: 'Asia/Kolkata' })

/** A subdivision's code without its country, as GST writes it. */
export const state = () =>
  z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/, { error: 'must be a state code of 1 to 3 capitals or digits, such as KA' })
    .openapi({ description: 'ISO 3166-2 subdivision without the country.', example: 'KA' })

const MAX_TAX_ID = 32

/** One line of visible characters, whatever the country; spaces around it are no part of it. */
const taxId = () =>
  z
    .string()
    .trim()
    .min(1)
    .max(MAX_TAX_ID)
    .refine((value) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(value), {
      error: 'must be visible characters on one line',
      params: { code: 'invalid_characters' },
    })
    .openapi({ description: 'GSTIN, VAT number or the like.', example: '29ABCDE1234F1Z5' })

export const Tenant = z
  .strictObject({
    ...resource('tenant', 'tnt'),
    name: z.string(),
    address: Address.nullable(),
    tax_id: z.string().nullable(),
    state: state().nullable(),
    currency: currency(),
    time_zone: timeZone(),
    ...stamped,
  })
  .openapi('Tenant')
export type Tenant = z.infer<typeof Tenant>

export const TenantUpdate = z
  .strictObject({
    name: text(200).optional(),
    address: AddressInput.nullable().optional(),
    tax_id: taxId().nullable().optional(),
    state: state().nullable().optional(),
    currency: currency().optional(),
    time_zone: timeZone().optional(),
  })
  .openapi('TenantUpdate')
export type TenantUpdate = z.infer<typeof TenantUpdate>

const tenantExample = {
  id: example.tenant,
  object: 'tenant',
  name: 'Acme',
  address: addressExample,
  tax_id: '29ABCDE1234F1Z5',
  state: 'KA',
  currency: 'INR',
  time_zone: 'Asia/Kolkata',
  ...stamps,
}

export const retrieveTenant = defineRoute({
  operationId: 'retrieveTenant',
  method: 'get',
  path: '/tenant',
  tag: 'Tenant',
  summary: 'Retrieve the tenant of this request',
  description:
    "The key's own tenant, or the one that the `tenant-id` header names. Test and live mode keep a profile each.",
  scope: 'tenant:read',
  answers: { 200: { description: 'The tenant.', schema: Tenant, example: tenantExample } },
  problems: [],
})

export const updateTenant = defineRoute({
  operationId: 'updateTenant',
  method: 'patch',
  path: '/tenant',
  tag: 'Tenant',
  summary: 'Update the tenant',
  description:
    'Changes the members that are sent, in the mode of the key. Invoices tell name, address and tax id as they were at sending.',
  scope: 'tenant:write',
  body: TenantUpdate,
  bodyExample: { name: 'Acme Trading', time_zone: 'Asia/Kolkata' },
  answers: { 200: { description: 'The tenant as it is now.', schema: Tenant, example: tenantExample } },
  problems: [],
})

/** Of three letters, and in the IANA database all the same. */
const SHORT_ZONES = [
  'UTC',
  'GMT',
  'UCT',
  'EST',
  'MST',
  'HST',
  'CET',
  'EET',
  'MET',
  'WET',
  'PRC',
  'ROC',
  'ROK',
]

/**
 * Intl takes more than the zones of the IANA database: offsets such as `+05:30`, which know no summer time, and old
 * abbreviations such as `IST`, which mean another zone to each reader.
 */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  if (/^[A-Za-z]{3}$/.test(name) && !SHORT_ZONES.includes(name.toUpperCase())) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
