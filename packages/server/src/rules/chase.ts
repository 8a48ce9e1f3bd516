import { type ReminderStep, reminderSteps } from '@bahi/spec'

const DAY_MS = 24 * 60 * 60 * 1000

export type ChaseKind = 'invoice.overdue' | `reminder:${ReminderStep}`

export interface ChaseStep {
  readonly kind: ChaseKind
  /** Epoch ms. */
  readonly dueAt: number
}

const stepNames = Object.keys(reminderSteps) as ReminderStep[] // the keys of a closed literal

const timeOf = (step: ReminderStep, dueAt: number): number => dueAt + reminderSteps[step] * DAY_MS

/** What is armed when an invoice is sent: its reminders and the moment that it is overdue. Steps already past are left out. */
export function chaseOf(dueAt: number, now: number): ChaseStep[] {
  const reminders = stepNames.map((step) => ({
    kind: `reminder:${step}` as const,
    dueAt: timeOf(step, dueAt),
  }))
  // An invoice is overdue after its due date, not on it.
  const overdue = { kind: 'invoice.overdue' as const, dueAt: dueAt + 1 }
  return [...reminders, overdue].filter((step) => step.dueAt >= now)
}

/** Whether the time of the next step has come too, as after an outage: what this one says is no longer so. */
export function isOvertaken(step: ReminderStep, dueAt: number, now: number): boolean {
  const next = stepNames[stepNames.indexOf(step) + 1]
  return next !== undefined && timeOf(next, dueAt) <= now
}

/** The step in the kind of an appointment; undefined for another kind. */
export const stepOf = (kind: string): ReminderStep | undefined =>
  stepNames.find((step) => kind === `reminder:${step}`)
