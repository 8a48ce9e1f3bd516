import type { Notifier } from '../notifier/notifier.ts'
import type { Tx } from '../store/store.ts'
import type { Row } from '../tables/row.ts'
import type { Errand, OuterHandler } from './handler.ts'

const MINUTE_MS = 60_000
/** After the first five attempts the message is given up; it is kept with its error. */
const waitsMs: readonly number[] = [1, 5, 30, 120, 480].map((minutes) => minutes * MINUTE_MS)
const MAX_ERROR_LENGTH = 500

/** Hands a message to the notifier. At least once: a crash between sending and writing it down sends it again. */
export const notificationHandler = (notifier: Notifier): OuterHandler => ({
  where: 'outside',
  async prepare(tx, { subjectId }) {
    const row = await tx.db
      .selectFrom('notifications')
      .selectAll()
      .where('id', '=', subjectId)
      .where('sent_at', 'is', null)
      .executeTakeFirst()
    return row === undefined ? null : errandOf(row, notifier)
  },
})

const errandOf = ({ id, recipient, subject, body }: Row<'notifications'>, notifier: Notifier): Errand => ({
  async act() {
    await notifier.send({ id, to: recipient, subject, text: body })
    return async (tx) => {
      await save(tx, id, { sent_at: tx.now.getTime(), error: null })
      return { what: 'notification.sent', id }
    }
  },
  async failed(tx, error, attempt) {
    const text = error instanceof Error ? error.message : String(error)
    await save(tx, id, { failed_at: tx.now.getTime(), error: text.slice(0, MAX_ERROR_LENGTH) })
    return waitsMs[attempt - 1] ?? null
  },
})

const save = (tx: Tx, id: string, members: Partial<Omit<Row<'notifications'>, 'environment' | 'id'>>) =>
  tx.db.updateTable('notifications').set(members).where('id', '=', id).execute()
