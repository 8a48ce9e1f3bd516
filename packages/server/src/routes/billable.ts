import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import {
  createBillables,
  deleteBillable,
  listBillables,
  retrieveBillable,
  updateBillable,
} from '../operations/billable.ts'

export const billableRoutes = [
  bind(spec.createBillables, (tx, { body }) => createBillables(tx, body)),
  bind(spec.retrieveBillable, (tx, { id }) => retrieveBillable(tx, id)),
  bind(spec.listBillables, (tx, { query, page }) => listBillables(tx, query, page)),
  bind(spec.updateBillable, (tx, { id, body }) => updateBillable(tx, id, body)),
  bind(spec.deleteBillable, (tx, { id }) => deleteBillable(tx, id)),
]
