import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { createPayment, listPayments, retrievePayment } from '../operations/payment.ts'
import { createRefund } from '../operations/payment-refund.ts'

export const paymentRoutes = [
  bind(spec.createPayment, (tx, { id, body }) => createPayment(tx, id, body)),
  bind(spec.retrievePayment, (tx, { id }) => retrievePayment(tx, id)),
  bind(spec.listPayments, (tx, { query, page }) => listPayments(tx, query, page)),
  bind(spec.createRefund, (tx, { id, body }) => createRefund(tx, id, body)),
]
