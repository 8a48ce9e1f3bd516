import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { compareAnswers, parseRecords } from './answers.ts'
import { command } from './command.ts'
import { ROOT, TMP } from './root.ts'

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

test('coverage: the records are read wherever the checkout lies', async () => {
  const folder = join(mkdtempSync(join(TMP, 'records-')), 'a checkout [x]')
  onTestFinished(() => rmSync(dirname(folder), { recursive: true }))
  mkdirSync(folder)
  writeFileSync(join(folder, '1.jsonl'), '{"operationId":"invented","status":299}\n')
  const env = { BAHI_COVERAGE_DIR: folder }
  const check = await command(process.execPath, [join(ROOT, 'scripts/contract-coverage.ts')], { env })
  expect(check).toMatchObject({ code: 1, stdout: expect.stringContaining('not documented: invented 299') })
})
