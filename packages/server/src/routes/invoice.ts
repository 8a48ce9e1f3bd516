import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import {
  createInvoice,
  deleteInvoice,
  listInvoices,
  retrieveInvoice,
  updateInvoice,
} from '../operations/invoice.ts'
import { markInvoiceUncollectible, sendInvoice, voidInvoice } from '../operations/invoice-send.ts'
import { createSale } from '../operations/sale.ts'

export const invoiceRoutes = [
  bind(spec.createInvoice, (tx, { body: { payment, ...body } }) =>
    payment === undefined ? createInvoice(tx, body) : createSale(tx, { ...body, payment }),
  ),
  bind(spec.retrieveInvoice, (tx, { id }) => retrieveInvoice(tx, id)),
  bind(spec.listInvoices, (tx, { query, page }) => listInvoices(tx, query, page)),
  bind(spec.updateInvoice, (tx, { id, body }) => updateInvoice(tx, id, body)),
  bind(spec.deleteInvoice, (tx, { id }) => deleteInvoice(tx, id)),
  bind(spec.sendInvoice, (tx, { id }) => sendInvoice(tx, id)),
  bind(spec.voidInvoice, (tx, { id }) => voidInvoice(tx, id)),
  bind(spec.markInvoiceUncollectible, (tx, { id }) => markInvoiceUncollectible(tx, id)),
]
