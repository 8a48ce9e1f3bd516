import type { z } from 'zod'

type RawIssue = z.core.$ZodRawIssue

/** What is wrong with a value and what it must be; undefined where the schema has words of its own. */
export function faultWords(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}`
    case 'too_small':
      return `must ${boundWords(issue.origin, Number(issue.minimum), issue.inclusive ? 'at least' : 'more than')}`
    case 'too_big':
      return `must ${boundWords(issue.origin, Number(issue.maximum), issue.inclusive ? 'at most' : 'less than')}`
    case 'invalid_format':
      return formats[issue.format]
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
  }
  return undefined
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
  nonoptional: 'given',
}

const formats: Readonly<Record<string, string>> = {
  email: 'must be an email address, such as rahul@example.com',
  datetime: 'must be a time by RFC 3339 in UTC, such as 2026-06-28T10:14:22.000Z',
  date: 'must be a date, such as 2026-06-28',
  url: 'must be a whole URL, such as https://example.com/hooks',
}

/** What was sent. Numbers that are not whole are told by themselves. */
function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number' && !Number.isInteger(value)) return String(value)
  return kinds[typeof value] ?? 'nothing'
}

function boundWords(origin: string, bound: number, how: string): string {
  const counted = { string: 'character', array: 'element' }[origin]
  if (counted === undefined) return `be ${how} ${bound}`
  if (bound === 1 && how === 'at least') return 'not be empty'
  return `have ${how} ${bound} ${counted}${bound === 1 ? '' : 's'}`
}
