import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { retrieveTenant, updateTenant } from '../operations/tenant.ts'

export const tenantRoutes = [
  bind(spec.retrieveTenant, (tx) => retrieveTenant(tx)),
  bind(spec.updateTenant, (tx, { body }) => updateTenant(tx, body)),
]
