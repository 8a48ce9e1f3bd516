import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseId } from '../src/index.ts'
import { VERSION } from '../src/version.ts'

test('parseId gives kind and time', () => {
  expect(parseId('inv_01ARYZ6S41TSV4RRFFQ69G5FAV')).toEqual({
    type: 'invoice',
    prefix: 'inv',
    time: new Date(1_469_918_176_385),
  })
  expect(parseId('whk_7ZZZZZZZZZ0000000000000000')?.time.getTime()).toBe(2 ** 48 - 1)
})

test('parseId knows a kind of a later version by its prefix', () => {
  expect(parseId('new_01ARYZ6S41TSV4RRFFQ69G5FAV')).toMatchObject({ type: null, prefix: 'new' })
  expect(parseId('constructor_01ARYZ6S41TSV4RRFFQ69G5FAV')).toMatchObject({ type: null })
})

test.each([
  '',
  'inv_',
  'inv_01J9X…',
  'inv_81ARYZ6S41TSV4RRFFQ69G5FAV',
  'inv_01aryz6s41tsv4rrffq69g5fav',
  'x'.repeat(10_000),
])('parseId gives null for %j', (id) => {
  expect(parseId(id)).toBeNull()
})

test("the version is the package's", () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  expect(VERSION).toBe(manifest.version)
})
