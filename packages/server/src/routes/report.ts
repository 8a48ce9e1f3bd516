import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { retrieveSalesReport } from '../operations/report.ts'

export const reportRoutes = [
  bind(spec.retrieveSalesReport, (tx, { query }) => retrieveSalesReport(tx, query)),
]
