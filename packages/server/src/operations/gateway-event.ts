import type { Tx } from '../store/store.ts'

/** Notes a report of the gateway by its id; false when it came before: then nothing may change. */
export async function claimGatewayEvent(tx: Tx, event: { id: string; type: string }): Promise<boolean> {
  const row = await tx.db
    .insertInto('gateway_events')
    .values({ ...event, received_at: tx.now.getTime() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
