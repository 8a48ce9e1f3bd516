import { type ReminderStep, reminderSteps } from '@bahi/spec'

const DAY_MS = 24 * 60 * 60 * 1000

export type ChaseKind = 'invoice.overdue' | `reminder:${ReminderStep}`

export interface ChaseStep {
  readonly kind: ChaseKind
  /** Epoch ms. */
  readonly dueAt: number
}

const stepNames = Object.keys(reminderSteps) as ReminderStep[] // the keys of a closed literal

/** What is armed when an invoice is sent: its reminders and the moment that it is overdue. Steps already past are left out. */
export function chaseOf(dueAt: number, now: number): ChaseStep[] {
  const reminders = stepNames.map((step) => ({
    kind: `reminder:${step}` as const,
    dueAt: dueAt + reminderSteps[step] * DAY_MS,
  }))
  // An invoice is overdue after its due date, not on it.
  const overdue = { kind: 'invoice.overdue' as const, dueAt: dueAt + 1 }
  return [...reminders, overdue].filter((step) => step.dueAt >= now)
}

/** The step in the kind of an appointment; undefined for another kind. */
export const stepOf = (kind: string): ReminderStep | undefined =>
  stepNames.find((step) => kind === `reminder:${step}`)
