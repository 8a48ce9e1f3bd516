import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { exists, ROOT } from '../lib/root.ts'

/** A page of the site that is a document of the repository. */
export interface Document {
  /** From the root, with slashes. */
  file: string
  /** Its first heading. */
  title: string
  /** The heading of the index under which it is linked. */
  group: string
}

/** A page of the site too: other documents lead to it. */
export const INDEX = 'docs/README.md'

/** The documents in the order of docs/README.md, which is the site's navigation too. */
export function readIndex(): Document[] {
  const grouped = [...linked(readFileSync(join(ROOT, INDEX), 'utf8'))].filter(([file]) => exists(file))
  const [, first = ''] = grouped[0] ?? []
  const documents = [[INDEX, first] as const, ...grouped]
  return documents.map(([file, group]) => ({ file, group, title: titleOf(file) }))
}

/** Documents to which no way leads. */
export function unlisted(): string[] {
  const known = new Set(readIndex().map(({ file }) => file))
  const all = globSync('docs/**/*.md', { cwd: ROOT }).map((file) => file.replaceAll('\\', '/'))
  return all.filter((file) => !known.has(file)).sort()
}

/** Documents that the site and its search could not tell apart. */
export function sameTitles(documents: readonly Document[]): string[] {
  return [...Map.groupBy(documents, ({ title }) => title)]
    .filter(([, same]) => same.length > 1)
    .map(([title, same]) => `${same.map(({ file }) => file).join(', ')}: the title of each is "${title}"`)
}

/** Each Markdown file that the index links, with the heading above its first link. */
export function linked(index: string): Map<string, string> {
  const found = new Map<string, string>()
  let group = ''
  for (const [, heading, target] of index.matchAll(/^## (.+)$|\]\(([^)#:]+\.md)\)/gm)) {
    if (heading !== undefined) group = heading
    const file = target === undefined ? undefined : posix.join(posix.dirname(INDEX), target)
    if (file !== undefined && !found.has(file)) found.set(file, group)
  }
  return found
}

function titleOf(file: string): string {
  const [, title = file] = /^# (.+)$/m.exec(readFileSync(join(ROOT, file), 'utf8')) ?? []
  return title
}
