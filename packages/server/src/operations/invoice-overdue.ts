import type { Invoice, Reminder, ReminderStep } from '@bahi/spec'
import { recordEvent } from '../outbox.ts'
import { isOvertaken } from '../rules/chase.ts'
import { reminderNotice } from '../rules/notice.ts'
import type { Tx } from '../store/store.ts'
import { retrieveInvoice } from './invoice.ts'
import { notifyContact } from './invoice-notice.ts'
import { announce } from './invoice-view.ts'

/** The due date passed: tells it once, if there is still a balance. The invoice is locked. */
export async function tellOverdue(tx: Tx, id: string): Promise<Invoice | null> {
  const invoice = await retrieveInvoice(tx, id)
  return isOwed(invoice) ? announce(tx, 'invoice.overdue', { ...invoice, overdue: true }) : null
}

/** One step of the chase, if there is still a balance and its time is not over. The invoice is locked. */
export async function sendReminder(tx: Tx, id: string, step: ReminderStep): Promise<Reminder | null> {
  const invoice = await retrieveInvoice(tx, id)
  if (!isOwed(invoice) || invoice.due_at === null) return null
  if (isOvertaken(step, Date.parse(invoice.due_at), tx.now.getTime())) return null
  const now = tx.now.toISOString()
  const reminder: Reminder = {
    id: tx.newId('rem'),
    object: 'reminder',
    invoice_id: id,
    invoice_no: invoice.invoice_no,
    step,
    amount_due_minor: invoice.amount_due_minor,
    currency: invoice.currency,
    due_at: invoice.due_at,
    sent_at: now,
    created_at: now,
    updated_at: now,
    livemode: tx.livemode,
  }
  recordEvent(tx, { type: 'reminder.sent', resourceId: id, data: reminder })
  await notifyContact(tx, invoice, (told, merchant) => reminderNotice(told, merchant, step))
  return reminder
}

const isOwed = ({ status, amount_due_minor }: Invoice): boolean => status === 'open' && amount_due_minor > 0
