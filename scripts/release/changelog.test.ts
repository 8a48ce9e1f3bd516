import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { ROOT } from '../lib/root.ts'

const FOLDER = join(ROOT, '.changeset')
const { changelog: file } = JSON.parse(readFileSync(join(FOLDER, 'config.json'), 'utf8'))
// As changesets finds it.
const { default: changelog } = await import(pathToFileURL(join(FOLDER, file)).href)

test('changelog: a change is a point with all of its lines under it', () => {
  const summary = 'Sales reports.\nBy day or by month.\n\nEqual to the ledger.\n'
  expect(changelog.getReleaseLine({ summary })).toBe(
    '- Sales reports.\n  By day or by month.\n\n  Equal to the ledger.',
  )
})

test('changelog: the other packages are one line, however many changes they have', () => {
  const changes = ['a', 'b', 'c'].map((summary) => ({ summary }))
  const updated = ['core', 'server'].map((name) => ({ name: `@bahi/${name}`, newVersion: '0.2.0' }))
  expect(changelog.getDependencyReleaseLine(changes, updated)).toBe(
    '- Goes with `@bahi/core` 0.2.0, `@bahi/server` 0.2.0.',
  )
  expect(changelog.getDependencyReleaseLine([], [])).toBe('')
})
