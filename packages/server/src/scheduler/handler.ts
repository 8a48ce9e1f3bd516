import type { EnvironmentId } from '../kit/environment.ts'
import type { Tx } from '../store/store.ts'

/** What was done, for the clock's answer; null: there was nothing to do any more, or nothing to tell of. */
export type Done = { readonly what: string; readonly id: string } | null

export interface Appointment {
  /** `reminder:on_due` */
  readonly kind: string
  readonly subjectId: string
  readonly dueAt: number
}

/** Done in one transaction with taking the appointment off the list. */
export interface InnerHandler {
  readonly where: 'inside'
  /** One batch of many: deliveries and other environments have their turn before the next. */
  readonly endsLook?: true
  /** Locks the subject; before the appointment itself, as whoever changes the subject does. */
  lock?(tx: Tx, subjectId: string): Promise<unknown>
  run(tx: Tx, appointment: Appointment): Promise<Done>
}

/** Calls out: prepared in a transaction that claims it, done with none open, written down in another. At least once. */
export interface OuterHandler {
  readonly where: 'outside'
  /** Answers what to do, with the transaction closed; null: there is nothing to do any more. */
  prepare(tx: Tx, appointment: Appointment): Promise<Errand | null>
}

export interface Errand {
  /** No transaction is open. What it throws is a failed attempt. Answers what to write down. */
  act(environment: EnvironmentId): Promise<(tx: Tx) => Promise<Done>>
  /** Writes down that it failed with `error`; milliseconds until the next attempt, or null to give up. */
  failed(tx: Tx, error: unknown, attempt: number): Promise<number | null>
}

export type Handler = InnerHandler | OuterHandler

/** Finds the handler of a kind. Throws for a kind that nobody handles. */
export type HandlerOf = (kind: string) => Handler
