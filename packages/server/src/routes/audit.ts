import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { retrieveAudit } from '../operations/audit.ts'

export const auditRoutes = [bind(spec.retrieveAudit, (tx) => retrieveAudit(tx))]
