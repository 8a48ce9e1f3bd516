import { knownShapes } from './generated/known-shapes.ts'

/** What an answer has that this version of the client doesn't know. It is passed on all the same. */
export interface Drift {
  readonly kind: 'object' | 'event' | 'member' | 'value'
  /** Method and path template: `GET /invoices/{id}`. */
  readonly operation: string
  /** Where it stands in the answer, as a JSON Pointer. */
  readonly pointer: string
  /** The kind of resource, type of event, name of the member, or value that is new. */
  readonly name: string
}

/**
 * Makes an `onDrift` that tells of what the server has and this version doesn't know: kinds of resources, types of
 * events, members, and values of enumerations. Nothing else comes of it: no answer is refused or changed.
 *
 * @example
 * createClient({ onDrift: reportDrift(({ operation, pointer, name }) => console.warn(operation, pointer, name)) })
 */
export function reportDrift(report: (drift: Drift) => void): (body: unknown, operation: string) => void {
  return (body, operation) => {
    compare(body, undefined, '', (kind, pointer, name) => report({ kind, operation, pointer, name }))
  }
}

type Found = (kind: Drift['kind'], pointer: string, name: string) => void

function compare(value: unknown, known: unknown, pointer: string, found: Found): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) compare(item, known, `${pointer}/${index}`, found)
  } else if (isRecord(value)) {
    compareMembers(value, shapeOf(value, known, pointer, found), pointer, found)
  } else if (typeof value === 'string' && Array.isArray(known) && !known.includes(value)) {
    found('value', pointer, value)
  }
}

function compareMembers(value: Members, shape: Members | undefined, pointer: string, found: Found): void {
  for (const [name, member] of Object.entries(value)) {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (shape !== undefined && !Object.hasOwn(shape, name)) found('member', at, name)
    // What users wrote is theirs.
    else if (name !== 'metadata') compare(member, shape?.[name], at, found)
  }
}

/** What says of itself what it is, is that; else it is what its place says. */
function shapeOf(value: Members, known: unknown, pointer: string, found: Found): Members | undefined {
  const { object, type } = value
  if (typeof object !== 'string') return shape(known)
  const own = shape(object === 'event' ? `event ${type}` : object)
  if (own === undefined && object === 'event') found('event', `${pointer}/type`, String(type))
  else if (own === undefined) found('object', `${pointer}/object`, object)
  return own
}

function shape(known: unknown): Members | undefined {
  const named = typeof known === 'string' && Object.hasOwn(knownShapes, known) ? knownShapes[known] : known
  return isRecord(named) ? named : undefined
}

type Members = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
