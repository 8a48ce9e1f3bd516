import { purgeDeliveries } from '../operations/delivery-purge.ts'
import type { InnerHandler } from './handler.ts'

/** What was kept for 30 days goes: a dead letter, or what waited for a disabled endpoint. */
export const purgeHandler: InnerHandler = {
  where: 'inside',
  async run(tx, { subjectId }) {
    const purged = await purgeDeliveries(tx, subjectId)
    return purged === 0 ? null : { what: 'delivery.purged', id: subjectId }
  },
}
