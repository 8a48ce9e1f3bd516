import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import {
  createContact,
  deleteContact,
  listContacts,
  retrieveContact,
  updateContact,
  upsertCustomer,
} from '../operations/contact.ts'

export const contactRoutes = [
  bind(spec.createContact, (tx, { body }) => createContact(tx, body)),
  bind(spec.upsertCustomer, (tx, { body }) => upsertCustomer(tx, body), {
    status: ({ created }) => (created ? 201 : 200),
    body: ({ contact }) => contact,
  }),
  bind(spec.retrieveContact, (tx, { id }) => retrieveContact(tx, id)),
  bind(spec.listContacts, (tx, { query, page }) => listContacts(tx, query, page)),
  bind(spec.updateContact, (tx, { id, body }) => updateContact(tx, id, body)),
  bind(spec.deleteContact, (tx, { id }) => deleteContact(tx, id)),
]
