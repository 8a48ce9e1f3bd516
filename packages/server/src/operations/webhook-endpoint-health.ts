import { recordEvent } from '../outbox.ts'
import { MAX_FAILING_MS } from '../rules/delivery.ts'
import { purgeOf, schedule } from '../schedule.ts'
import type { Tx } from '../store/store.ts'
import type { Row } from '../tables/row.ts'
import { forUpdate } from './lock.ts'
import { asItIs } from './webhook-endpoint.ts'

const GONE = 410

/** It answered, or what failed is sent again because it was mended: whatever failed before no longer counts. */
export async function forgetEndpointFailure(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('webhook_endpoints')
    .set({ failing_since: null })
    .where('id', '=', id)
    .where('failing_since', 'is not', null)
    .execute()
}

/**
 * An attempt failed. An endpoint that says it is gone (410), or that has done nothing but fail for five days, is
 * disabled and that is told, unless its address has been changed since.
 */
export async function noteEndpointFailure(
  tx: Tx,
  { endpointId, url }: { readonly endpointId: string; readonly url: string },
  status: number | null,
): Promise<void> {
  const query = tx.db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', endpointId)
    .where('url', '=', url)
    .where('status', '=', 'enabled')
  const endpoint = await forUpdate(tx, query).executeTakeFirst()
  if (endpoint === undefined) return
  const now = tx.now.getTime()
  const failingSince = endpoint.failing_since ?? now
  if (status === GONE) await disable(tx, endpoint, 'gone')
  else if (now - failingSince >= MAX_FAILING_MS) await disable(tx, endpoint, 'failing')
  else if (endpoint.failing_since === null) {
    await tx.db
      .updateTable('webhook_endpoints')
      .set({ failing_since: now })
      .where('id', '=', endpointId)
      .execute()
  }
}

async function disable(
  tx: Tx,
  endpoint: Row<'webhook_endpoints'>,
  reason: 'gone' | 'failing',
): Promise<void> {
  const now = tx.now.getTime()
  const row = await tx.db
    .updateTable('webhook_endpoints')
    .set({ status: 'disabled', disabled_reason: reason, updated_at: now })
    .where('id', '=', endpoint.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await schedule(tx, purgeOf(row.id, now))
  recordEvent(tx, { type: 'webhook_endpoint.disabled', resourceId: row.id, data: await asItIs(tx, row) })
}
