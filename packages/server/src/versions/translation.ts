import { type FieldChange, isShape, type Shape } from './field-change.ts'
import type { RequestPart, VersionChange } from './version-change.ts'

/** The paths that the caller's version does not know, in its own names. */
interface Refused {
  readonly unknown: readonly (readonly string[])[]
}

/** Between an older version and the current one. */
export interface Translation {
  readonly version: string
  /** What a caller sent, as the current version has it. */
  request(operationId: string, part: RequestPart, sent: Shape): { readonly value: Shape } | Refused
  /** A path into a current request, in the caller's names. */
  path(operationId: string, part: RequestPart, path: readonly string[]): readonly string[]
  /** An answer or an event, with all that it holds, as the older version had it. */
  answer(current: unknown): unknown
}

/** `changes`: those made since, oldest first. */
export function createTranslation(version: string, changes: readonly VersionChange[]): Translation {
  const newestFirst = changes.toReversed()
  const pathBack = (fields: readonly FieldChange[], path: readonly string[]) =>
    fields.reduceRight((at, change) => change.pathBack(at), path)
  const fieldsOf = (operationId: string, part: RequestPart) =>
    changes.flatMap(({ requests }) => own(requests, operationId)?.[part] ?? [])
  return {
    version,
    request(operationId, part, sent) {
      const fields = fieldsOf(operationId, part)
      const unknown: (readonly string[])[] = []
      const value = fields.reduce(
        (shape, change, index) =>
          change.forward(shape, (path) => unknown.push(pathBack(fields.slice(0, index), path))),
        sent,
      )
      return unknown.length > 0 ? { unknown } : { value }
    },
    path: (operationId, part, path) => pathBack(fieldsOf(operationId, part), path),
    answer: (current) => older(current, newestFirst, version),
  }
}

/** A resource's own change comes before those of what it holds: it may have moved them. */
function older(value: unknown, newestFirst: readonly VersionChange[], version: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => older(entry, newestFirst, version))
  if (!isShape(value)) return value
  if (value.object === 'event') return olderEvent(value, newestFirst, version)
  return membersOf(resourceBack(value, newestFirst), newestFirst, version)
}

/** A snapshot is never made newer than it was written: one that is older than the version asked for says so. */
function olderEvent(event: Shape, newestFirst: readonly VersionChange[], version: string): Shape {
  const written = newestFirst.findIndex((change) => change.version === event.api_version)
  if (written === -1) return event
  const since = newestFirst.slice(written)
  return { ...membersOf(resourceBack(event, since), since, version), api_version: version }
}

/** `metadata` is the user's own: a name in it that looks like a resource's is not one. */
const membersOf = (shape: Shape, newestFirst: readonly VersionChange[], version: string): Shape =>
  Object.fromEntries(
    Object.entries(shape).map(([name, value]) => [
      name,
      name === 'metadata' ? value : older(value, newestFirst, version),
    ]),
  )

function resourceBack(shape: Shape, newestFirst: readonly VersionChange[]): Shape {
  const { object } = shape
  if (typeof object !== 'string') return shape
  return newestFirst
    .flatMap(({ resources }) => own(resources, object)?.toReversed() ?? [])
    .reduce((at, change) => change.back(at), shape)
}

/** Not what every object inherits: `constructor` is no resource. */
const own = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined
