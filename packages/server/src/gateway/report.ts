import { createHash } from 'node:crypto'
import type { EnvironmentId } from '../kit/environment.ts'
import { Refusal } from '../kit/errors.ts'
import type { Logger } from '../kit/logger.ts'
import { claimGatewayEvent } from '../operations/gateway-event.ts'
import { recordGatewayPayment } from '../operations/gateway-payment.ts'
import { endGatewayRefund } from '../operations/gateway-refund.ts'
import type { Store, Tx } from '../store/store.ts'
import type { Gateway, GatewayReport } from './gateway.ts'
import type { IncomingReport } from './gateways.ts'

export interface ReportServices {
  readonly store: Store
  readonly logger: Logger
}

/** What became of a report. `replayed`: it came before, and changed nothing now. */
export type ReportOutcome = 'applied' | 'replayed' | 'bad_signature' | 'malformed'

/** Takes in what the gateway tells by webhook: verified, once, in one transaction. */
export async function receiveReport(
  { store, logger }: ReportServices,
  { environment, gateway }: { environment: EnvironmentId; gateway: Gateway },
  { rawBody, signature, eventId }: IncomingReport,
): Promise<ReportOutcome> {
  const report = read(gateway, rawBody, signature)
  if (report === null || report === 'malformed') {
    logger.warn('A report of the gateway was refused', { environment, eventId, malformed: report !== null })
    return report ?? 'bad_signature'
  }
  const id = eventId ?? createHash('sha256').update(rawBody).digest('hex')
  return store.transaction(environment, async (tx) => {
    if (!(await claimGatewayEvent(tx, { id, type: report.type }))) return 'replayed'
    await apply(tx, report, logger)
    return 'applied'
  })
}

function read(gateway: Gateway, rawBody: string, signature: string): GatewayReport | 'malformed' | null {
  try {
    return gateway.readReport(rawBody, signature)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return 'malformed'
    throw error
  }
}

async function apply(tx: Tx, report: GatewayReport, logger: Logger): Promise<void> {
  if ('refund' in report) return endGatewayRefund(tx, report.refund)
  if (!('payment' in report)) return
  try {
    await recordGatewayPayment(tx, report.payment)
  } catch (error) {
    // the account may collect for others too: what isn't ours is let be
    if (!(error instanceof Refusal) || error.code !== 'not_found') throw error
    logger.info('A payment of the gateway belongs to no link of ours', { payment: report.payment.id })
  }
}
