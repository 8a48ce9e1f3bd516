import { GatewayError } from '../gateway/gateway.ts'
import type { Gateways } from '../gateway/gateways.ts'
import { endGatewayRefund, loadPendingRefund, type PendingRefund } from '../operations/gateway-refund.ts'
import { failRefund } from '../operations/payment-refund.ts'
import type { Errand, OuterHandler } from './handler.ts'

const FIRST_WAIT_MS = 60_000
const MAX_WAIT_MS = 60 * 60_000

/** Sends a refund to the gateway, after the commit that asked for it. An answer that was lost is looked up before it is sent again. */
export const refundHandler = (gateways: Gateways): OuterHandler => ({
  where: 'outside',
  async prepare(tx, { subjectId }) {
    const refund = await loadPendingRefund(tx, subjectId)
    return refund === null ? null : errandOf(refund, gateways)
  },
})

const errandOf = ({ id, gatewayPaymentId, amountMinor }: PendingRefund, gateways: Gateways): Errand => ({
  async act(environment) {
    const gateway = gateways.of(environment)
    if (gateway === null) throw new GatewayError('no_answer', 'No gateway is configured here.')
    const refund = await gateway.refund({ paymentId: gatewayPaymentId, amountMinor, receipt: id })
    if (refund.status === 'pending') throw new GatewayError('no_answer', 'The refund is still on its way.')
    return async (tx) => {
      await endGatewayRefund(tx, refund)
      return { what: `refund.${refund.status}`, id }
    }
  },
  async failed(tx, error, attempt) {
    if (error instanceof GatewayError && error.kind === 'refused') {
      await failRefund(tx, id, error.message)
      return null
    }
    return Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), MAX_WAIT_MS)
  },
})
