import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { must } from '../lib/command.ts'
import { ROOT, TMP } from '../lib/root.ts'

const README =
  'See [a](../../docs/a.md#part), [core](../core), [b](../../docs/b.md) and [code](https://example.com/).\n'
const A = `<!-- story: a -->
[own](../packages/till/README.md#use), [b](b.md#x), [c](c.md), [part](#part), [source](../spec/openapi.yaml)
`

/** A repository with one package and three guides. */
function repository() {
  const root = mkdtempSync(join(TMP, 'guides-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const folder = join(root, 'packages', 'till')
  mkdirSync(join(root, 'docs'))
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries({ 'a.md': A, 'b.md': 'B\n', 'c.md': 'C\n' }))
    writeFileSync(join(root, 'docs', name), text)
  writeFileSync(join(folder, 'README.md'), README)
  const run = (act: string) =>
    must(process.execPath, [join(ROOT, 'scripts/packages/guides.mjs'), act], { cwd: folder })
  return { folder, run, read: (file: string) => readFileSync(join(folder, file), 'utf8') }
}

test('guides: those that the README links lie beside it, with links only to what is packed', async () => {
  const { folder, run, read } = repository()
  await run('put')
  expect(readdirSync(join(folder, 'docs'))).toEqual(['a.md', 'b.md'])
  expect(read('README.md')).toBe(README.replaceAll('../../docs/', 'docs/'))
  expect(read('docs/a.md')).toBe('[own](../README.md#use), [b](b.md#x), c, [part](#part), source\n')
})

test('guides: after packing all is as it was, after one that was interrupted too', async () => {
  const { folder, run, read } = repository()
  await run('put')
  await run('put')
  expect(read('README.md')).toContain('[a](docs/a.md#part)')
  await run('take')
  expect(read('README.md')).toBe(README)
  expect(existsSync(join(folder, 'docs'))).toBe(false)
})
