import { lockPurged, purgeDeliveries } from '../operations/delivery-purge.ts'
import { purgeStale } from '../operations/purge.ts'
import type { InnerHandler } from './handler.ts'

/** What was kept for 30 days goes: a dead letter, or what waited for a disabled endpoint. */
export const purgeHandler: InnerHandler = {
  where: 'inside',
  lock: lockPurged,
  async run(tx, { subjectId }) {
    const purged = await purgeDeliveries(tx, subjectId)
    return purged === 0 ? null : { what: 'delivery.purged', id: subjectId }
  },
}

/** Rows that nobody needs any more go. Nothing that a user sees has happened: the clock's answer doesn't tell of it. */
export const stalePurgeHandler: InnerHandler = {
  where: 'inside',
  endsLook: true,
  async run(tx, { subjectId }) {
    await purgeStale(tx, subjectId)
    return null
  },
}
