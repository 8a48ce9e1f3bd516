import type { FieldChange } from './field-change.ts'

/** All that one version changed. Handlers speak only the newest; this is what makes them understood by older callers. */
export interface VersionChange {
  /** The version that it made. */
  readonly version: string
  /** The one before it, which callers may go on to speak. */
  readonly before: string
  /** By the `object` of the resource, wherever it is answered: alone, in a list, inside another, in an event. */
  readonly resources?: Readonly<Record<string, readonly FieldChange[]>>
  /** By `operationId`: what callers send. */
  readonly requests?: Readonly<Record<string, RequestChange>>
}

export interface RequestChange {
  readonly body?: readonly FieldChange[]
  readonly query?: readonly FieldChange[]
}

export type RequestPart = keyof RequestChange
