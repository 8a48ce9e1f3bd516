import { expect, test } from 'vitest'
import { z } from 'zod'
import { faultWords } from '../../src/kit/fault-words.ts'

const of = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: faultWords }).error?.issues[0]?.message

test.each([
  [z.string(), 7, 'must be a string, not a number'],
  [z.string(), null, 'must be a string, not null'],
  [z.number(), '7', 'must be a number, not a string'],
  [z.int(), 1.5, 'must be a whole number, not 1.5'],
  [z.boolean(), 'true', 'must be true or false, not a string'],
  [z.array(z.string()), {}, 'must be an array, not an object'],
  [z.strictObject({}), [], 'must be an object, not an array'],
  [z.record(z.string(), z.string()), true, 'must be an object, not true or false'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().min(2), 'a', 'must have at least 2 characters'],
  [z.string().max(1), 'ab', 'must have at most 1 character'],
  [z.array(z.string()).min(1), [], 'must not be empty'],
  [z.array(z.string()).max(2), ['a', 'b', 'c'], 'must have at most 2 elements'],
  [z.number().min(0), -1, 'must be at least 0'],
  [z.number().gt(0), 0, 'must be more than 0'],
  [z.number().max(100), 101, 'must be at most 100'],
  [z.email(), 'x', 'must be an email address, such as rahul@example.com'],
  [z.iso.datetime(), 'x', 'must be a time by RFC 3339 in UTC, such as 2026-06-28T10:14:22.000Z'],
  [z.enum(['upi', 'cash']), 'gold', 'must be one of upi, cash'],
  [z.literal('a'), 'b', 'must be a'],
])('a fault is told in words of ours: %#', (schema, value, message) => {
  expect(of(schema, value)).toBe(message)
})

test('a schema with words of its own keeps them', () => {
  expect(of(z.string().regex(/^[A-Z]$/, { error: 'must be a capital' }), 'a')).toBe('must be a capital')
})
