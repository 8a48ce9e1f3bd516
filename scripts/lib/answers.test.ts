import { expect, test } from 'vitest'
import { compareAnswers, parseRecords } from './answers.ts'

const documented = [
  { operationId: 'invoices_create', status: 201 },
  { operationId: 'invoices_create', status: 422, code: 'validation_failed' },
]

test('coverage: nothing is wrong when tests produced exactly what is documented', () => {
  const text =
    '{"operationId":"invoices_create","status":201}\n{"operationId":"invoices_create","status":422,"code":"validation_failed"}\n'
  expect(compareAnswers(documented, parseRecords(text + text, 'a.jsonl'))).toEqual({
    missing: [],
    undocumented: [],
  })
})

test('coverage: a documented answer that no test produced is named', () => {
  expect(compareAnswers(documented, documented.slice(0, 1)).missing).toEqual([
    'invoices_create 422 validation_failed',
  ])
})

test('coverage: an undocumented answer is named; one of no operation is not', () => {
  const produced = [
    ...documented,
    { operationId: 'invoices_create', status: 500, code: 'internal' },
    { status: 404 },
  ]
  expect(compareAnswers(documented, produced).undocumented).toEqual(['invoices_create 500 internal'])
})

test('coverage: a line that is no record throws with its place', () => {
  expect(() => parseRecords('{"status":200}\n{"stat', 'a.jsonl')).toThrow('a.jsonl:2')
})
