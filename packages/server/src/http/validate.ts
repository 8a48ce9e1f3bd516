import { z } from 'zod'
import { type FieldError, Refusal } from '../kit/errors.ts'
import { faultWords } from '../kit/fault-words.ts'
import { nearestName } from '../kit/near.ts'

/** How the caller writes a name of the current version, or null where that has other names than the caller's. */
export type Naming = ((name: string) => string) | null

/** Parses a part of the request by the contract's own schema; all faults are listed at once. */
export function validate<S extends z.ZodType>(
  schema: S,
  value: unknown,
  part: 'body' | 'query',
  naming: Naming,
): z.output<S> {
  const known: KnownNames = new Map()
  const result = schema.safeParse(value, {
    error(issue) {
      if (issue.code === 'unrecognized_keys') known.set(issue.keys, namesOf(issue.inst))
      return faultWords(issue)
    },
  })
  if (result.success) return result.data
  const errors = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? unknownFields(issue, naming === null ? [] : (known.get(issue.keys) ?? []).map(naming))
      : fieldErrors(issue, value),
  )
  throw new Refusal('validation_failed', {
    errors: part === 'query' ? errors.map((error) => ({ ...error, in: part })) : errors,
  })
}

type Issue = z.core.$ZodIssue

/** By the list of those that are not: what an issue has of its schema is gone when the parse is over. */
type KnownNames = Map<readonly string[], readonly string[]>

const namesOf = (schema: unknown): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : []

/** The names that there are, are told once: a body may have very many that are none. */
function unknownFields({ path, keys }: UnknownKeys, known: readonly string[]): FieldError[] {
  const others = known.length === 0 ? 'Check its spelling.' : `There are ${known.join(', ')}.`
  return keys.map((key, index) => {
    const nearest = nearestName(key, known)
    const advice =
      nearest === null ? (index === 0 ? others : 'Check its spelling.') : `Perhaps \`${nearest}\` is meant.`
    return {
      pointer: pointerTo([...path.map(String), key]),
      code: 'unknown_field',
      detail: `There is no such field here. ${advice}`,
    }
  })
}

type UnknownKeys = Extract<Issue, { code: 'unrecognized_keys' }>

function fieldErrors(issue: Issue, value: unknown): FieldError[] {
  const at = issue.path.map(String)
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') {
    const [inner] = issue.issues
    return [
      {
        pointer: pointerTo(at),
        code: 'invalid_name',
        detail: `The name ${inner?.message ?? 'is not valid'}.`,
      },
    ]
  }
  const missing = ABSENT.includes(issue.code) && valueAt(value, at) === undefined
  return [
    {
      pointer: pointerTo(at),
      code: missing ? 'required' : codeOf(issue),
      detail: missing ? 'This field is required.' : sentence(issue.message),
    },
  ]
}

/** What a schema finds wrong with a value that isn't there. */
const ABSENT: readonly string[] = ['invalid_type', 'invalid_value', 'invalid_union']

function codeOf(issue: Issue): string {
  if (issue.code !== 'custom') return issue.code
  const code: unknown = issue.params?.code
  return typeof code === 'string' ? code : 'invalid_value'
}

/** RFC 6901. */
export const pointerTo = (segments: readonly string[]): string =>
  segments.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The segments that {@link pointerTo} joined. */
export const pathOfPointer = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    value,
  )
}

const sentence = (message: string) =>
  `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, '')}.`
