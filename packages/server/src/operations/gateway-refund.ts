import type { Tx } from '../store/store.ts'
import { failRefund, succeedRefund } from './payment-refund.ts'

/** What is needed to ask the gateway for a refund; null when it was decided already. */
export interface PendingRefund {
  readonly id: string
  readonly gatewayPaymentId: string
  readonly amountMinor: number
}

export async function loadPendingRefund(tx: Tx, id: string): Promise<PendingRefund | null> {
  const row = await tx.db
    .selectFrom('refunds')
    .innerJoin('payments', 'payments.id', 'refunds.payment_id')
    .select(['refunds.id', 'refunds.amount_minor', 'refunds.status', 'payments.gateway_payment_id'])
    .where('refunds.id', '=', id)
    .executeTakeFirst()
  if (row === undefined || row.status !== 'pending' || row.gateway_payment_id === null) return null
  return { id, gatewayPaymentId: row.gateway_payment_id, amountMinor: row.amount_minor }
}

/** What the gateway says of a refund. */
export interface RefundOutcome {
  readonly id: string
  /** The `rfd_` id that it was asked with. */
  readonly receipt: string | null
  readonly status: 'pending' | 'processed' | 'failed'
}

/** Ends a refund as the gateway says, once; what isn't ours is let be. */
export async function endGatewayRefund(tx: Tx, { id, receipt, status }: RefundOutcome): Promise<void> {
  if (status === 'pending' || receipt === null || !(await isOurs(tx, receipt))) return
  if (status === 'processed') await succeedRefund(tx, receipt, id)
  else await failRefund(tx, receipt, 'The gateway could not refund it.')
}

async function isOurs(tx: Tx, id: string): Promise<boolean> {
  return (
    (await tx.db.selectFrom('refunds').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
  )
}
