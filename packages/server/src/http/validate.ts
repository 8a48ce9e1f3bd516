import type { z } from 'zod'
import { type FieldError, Refusal } from '../kit/errors.ts'
import { faultWords } from './fault-words.ts'

/** Parses a part of the request by the contract's own schema; all faults are listed at once. */
export function validate<S extends z.ZodType>(
  schema: S,
  value: unknown,
  part: 'body' | 'query',
): z.output<S> {
  const result = schema.safeParse(value, { error: faultWords })
  if (result.success) return result.data
  const errors = result.error.issues.flatMap((issue) => fieldErrors(issue, value))
  throw new Refusal('validation_failed', {
    errors: part === 'query' ? errors.map((error) => ({ ...error, in: part })) : errors,
  })
}

type Issue = z.core.$ZodIssue

function fieldErrors(issue: Issue, value: unknown): FieldError[] {
  const at = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...at, key]),
      code: 'unknown_field',
      detail: 'There is no such field here. Check its spelling.',
    }))
  }
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
