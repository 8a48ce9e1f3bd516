import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { TMP } from '../lib/root.ts'
import { linked, sameTitles } from './index-page.ts'
import { brokenLinks } from './links.ts'

test('docs: the index gives documents their order and the heading above their first link', () => {
  const index = `# Documents
See [money](money.md#tax).
## Begin
- [Quickstart](quickstart.md), then [money](money.md)
## Project
- [Versions](../VERSIONING.md), [a program](../main.ts), [elsewhere](https://example.com/a.md)
- [Quickstart](quickstart.md)`
  expect([...linked(index)]).toEqual([
    ['docs/quickstart.md', 'Begin'],
    ['docs/money.md', 'Begin'],
    ['VERSIONING.md', 'Project'],
  ])
})

test('docs: a link to a file or a heading that is not there is told, and one that is there is not', async () => {
  const folder = mkdtempSync(join(TMP, 'links-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const page = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const good = page(
    'good.md',
    '# Good\n\n[itself](#good), [the other](bad.md#bad), [folder](.), [web](https://example.com/x)\n',
  )
  const bad = page('bad.md', '# Bad\n\n[file](missing.md), [heading](good.md#missing), [own](#missing)\n')
  expect(await brokenLinks([good])).toBeUndefined()
  const told = (await brokenLinks([bad])) ?? ''
  expect(told.match(/missing-[\w-]+$/gm)).toHaveLength(3)
})

test('docs: two documents of one title are told, since the site and its search know them by it', () => {
  const reports = { file: 'docs/reports.md', title: 'Reports', group: 'Money' }
  const money = { file: 'docs/money.md', title: 'Money', group: 'Money' }
  const why = { file: 'docs/decisions/0010-reports.md', title: 'Reports', group: 'Decisions' }
  expect(sameTitles([reports, money, why])).toEqual([
    'docs/reports.md, docs/decisions/0010-reports.md: the title of each is "Reports"',
  ])
  expect(sameTitles([reports, money])).toEqual([])
})
