import type { Gateways } from '../gateway/gateways.ts'
import type { Notifier } from '../notifier/notifier.ts'
import { sendReminder, tellOverdue } from '../operations/invoice-overdue.ts'
import { lockInvoice } from '../operations/invoice-view.ts'
import { stepOf } from '../rules/chase.ts'
import type { Handler, HandlerOf, InnerHandler } from './handler.ts'
import { notificationHandler } from './notification.ts'
import { paymentLinkExpireHandler } from './payment-link-expire.ts'
import { purgeHandler, stalePurgeHandler } from './purge.ts'
import { refundHandler } from './refund.ts'

export interface HandlerOptions {
  readonly notifier: Notifier
  readonly gateways: Gateways
}

/** Who does what falls due, by its kind. */
export function createHandlers({ notifier, gateways }: HandlerOptions): HandlerOf {
  const handlers: Readonly<Record<string, Handler>> = {
    'invoice.overdue': overdueHandler,
    notification: notificationHandler(notifier),
    'payment_link.expire': paymentLinkExpireHandler,
    purge: purgeHandler,
    'purge.stale': stalePurgeHandler,
    refund: refundHandler(gateways),
  }
  return (kind) => {
    const handler = stepOf(kind) === undefined ? handlers[kind] : reminderHandler
    if (handler === undefined) throw new Error(`Nobody handles what is scheduled as ${JSON.stringify(kind)}.`)
    return handler
  }
}

const overdueHandler: InnerHandler = {
  where: 'inside',
  lock: lockInvoice,
  async run(tx, { subjectId }) {
    const invoice = await tellOverdue(tx, subjectId)
    return invoice && { what: 'invoice.overdue', id: subjectId }
  },
}

const reminderHandler: InnerHandler = {
  where: 'inside',
  lock: lockInvoice,
  async run(tx, { kind, subjectId }) {
    const step = stepOf(kind)
    const reminder = step === undefined ? null : await sendReminder(tx, subjectId, step)
    return reminder && { what: 'reminder.sent', id: subjectId }
  },
}
