import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import { countOf, email, metadata, phone, rule, storable, text } from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { Address, AddressInput } from './postal-address.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'
import { state } from './tenant.ts'

const details = {
  name: text(200).nullable().optional().openapi({ 'x-sensitive': true }),
  email: email().nullable().optional(),
  state: state().nullable().optional(),
  address: AddressInput.nullable().optional(),
  tax_id: text(40).nullable().optional().openapi({
    description: 'GSTIN, VAT number or the like.',
    example: '29ABCDE1234F1Z5',
    'x-sensitive': true,
  }),
  metadata: metadata().optional(),
}

export const ContactCreate = rule(
  z.strictObject({ ...details, phone: phone().nullable().optional() }),
  (value) => countOf(value, ['name', 'email', 'phone']) > 0,
  { path: ['name'], code: 'required', error: 'a contact needs a name, an email or a phone' },
).openapi('ContactCreate')
export type ContactCreate = z.infer<typeof ContactCreate>

export const ContactUpdate = z
  .strictObject({ ...details, phone: phone().nullable().optional() })
  .openapi('ContactUpdate')
export type ContactUpdate = z.infer<typeof ContactUpdate>

export const CustomerUpsert = z.strictObject({ ...details, phone: phone() }).openapi('CustomerUpsert')
export type CustomerUpsert = z.infer<typeof CustomerUpsert>

export const Contact = z
  .strictObject({
    ...resource('contact', 'ctc'),
    name: z.string().nullable().openapi({ 'x-sensitive': true }),
    email: z.string().nullable().openapi({ 'x-sensitive': true }),
    phone: z.string().nullable().openapi({ description: 'E.164; masked in events.', 'x-sensitive': true }),
    state: z.string().nullable(),
    address: Address.nullable(),
    tax_id: z.string().nullable().openapi({ 'x-sensitive': true }),
    metadata: metadata(),
    ...stamped,
  })
  .openapi('Contact')
export type Contact = z.infer<typeof Contact>

export const contactExample = {
  id: example.contact,
  object: 'contact',
  name: 'Rahul K.',
  email: 'rahul@example.com',
  phone: '+919876543210',
  state: 'KA',
  address: null,
  tax_id: null,
  metadata: {},
  ...stamps,
}

const one = (description: string) => ({ description, schema: Contact, example: contactExample })

export const createContact = defineRoute({
  operationId: 'createContact',
  method: 'post',
  path: '/contacts',
  tag: 'Contacts',
  summary: 'Create a contact',
  description:
    'A person or firm to bill. A phone belongs to one contact: `POST /customers` creates or updates by phone.',
  scope: 'contacts:write',
  body: ContactCreate,
  bodyExample: { name: 'Rahul K.', phone: '+919876543210', email: 'rahul@example.com', state: 'KA' },
  answers: { 201: one('The new contact; `customer.created` is fired.') },
  problems: ['already_exists'],
})

export const upsertCustomer = defineRoute({
  operationId: 'upsertCustomer',
  method: 'post',
  path: '/customers',
  tag: 'Contacts',
  summary: 'Create or update a customer by phone',
  description:
    'The members that are sent are written to the contact with this phone, which is made if there is none.',
  scope: 'contacts:write',
  body: CustomerUpsert,
  bodyExample: { phone: '+919876543210', name: 'Rahul K.' },
  answers: {
    200: one('The contact that has this phone, updated.'),
    201: one('The new contact; `customer.created` is fired.'),
  },
  problems: [],
})

export const retrieveContact = defineRoute({
  operationId: 'retrieveContact',
  method: 'get',
  path: '/contacts/{id}',
  tag: 'Contacts',
  summary: 'Retrieve a contact',
  description: 'One contact by its id.',
  scope: 'contacts:read',
  answers: { 200: one('The contact.') },
  problems: [],
})

export const listContacts = defineRoute({
  operationId: 'listContacts',
  method: 'get',
  path: '/contacts',
  tag: 'Contacts',
  summary: 'List contacts',
  description: 'Newest first.',
  scope: 'contacts:read',
  query: z.strictObject({
    // a plus that isn't encoded is read as a space, and no phone begins with one
    phone: storable(255)
      .transform((value) => value.replace(/^ /, '+'))
      .optional()
      .openapi({ description: 'E.164, exact.', 'x-sensitive': true }),
    email: storable(255)
      .optional()
      .openapi({ description: 'Exact, as it was written.', 'x-sensitive': true }),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of contacts.',
      schema: pageOf('ContactList', Contact),
      example: { data: [contactExample], has_more: false, next_cursor: null },
    },
  },
  problems: [],
})

export const updateContact = defineRoute({
  operationId: 'updateContact',
  method: 'patch',
  path: '/contacts/{id}',
  tag: 'Contacts',
  summary: 'Update a contact',
  description: 'Changes the members that are sent; null empties one. `metadata` is replaced whole.',
  scope: 'contacts:write',
  body: ContactUpdate,
  bodyExample: { email: 'rahul.k@example.com' },
  answers: { 200: one('The contact as it is now.') },
  problems: ['already_exists'],
})

export const deleteContact = defineRoute({
  operationId: 'deleteContact',
  method: 'delete',
  path: '/contacts/{id}',
  tag: 'Contacts',
  summary: 'Delete a contact',
  description: 'Possible only while no invoice refers to it.',
  scope: 'contacts:write',
  answers: { 204: { description: 'It is gone.' } },
  problems: ['in_use'],
})
