import { chaseOf } from '../rules/chase.ts'
import { schedule } from '../schedule.ts'
import type { Tx } from '../store/store.ts'

/**
 * Arms the reminders of an invoice that has just been sent, and the moment it is overdue. Nothing takes them back: a
 * step finds nothing to do once the invoice is paid, void, credited or written off.
 */
export async function armChase(
  tx: Tx,
  { id, due_at }: { readonly id: string; readonly due_at: number | null },
): Promise<void> {
  if (due_at === null) return
  for (const { kind, dueAt } of chaseOf(due_at, tx.now.getTime())) {
    await schedule(tx, { kind, subjectId: id, dueAt })
  }
}
