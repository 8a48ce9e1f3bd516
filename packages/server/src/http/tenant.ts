import { notFound, Refusal } from '../kit/errors.ts'
import type { Stage } from './exchange.ts'

/** `tenant-id`: whose data the request is about, among those that the key was granted. Any other is a 404. */
export const chooseTenant: Stage = async (c, next) => {
  const { tenantIds, mode } = c.get('actor')
  const asked = c.req.header('tenant-id')
  if (asked === undefined && tenantIds.length > 1) throw new Refusal('tenant_required')
  const tenantId = asked ?? tenantIds[0]
  if (tenantId === undefined || !tenantIds.includes(tenantId)) throw notFound()
  c.set('environment', `${tenantId}/${mode}`)
  await next()
}
