import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import {
  cancelPaymentLink,
  createPaymentLink,
  listPaymentLinks,
  retrievePaymentLink,
} from '../operations/payment-link.ts'

export const paymentLinkRoutes = [
  bind(spec.createPaymentLink, (tx, { body, collects }) => createPaymentLink(tx, body, { collects })),
  bind(spec.retrievePaymentLink, (tx, { id }) => retrievePaymentLink(tx, id)),
  bind(spec.listPaymentLinks, (tx, { query, page }) => listPaymentLinks(tx, query, page)),
  bind(spec.cancelPaymentLink, (tx, { id }) => cancelPaymentLink(tx, id)),
]
