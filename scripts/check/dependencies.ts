import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exists, type Manifest, manifest, ROOT } from '../lib/root.ts'

const DOCUMENT = 'docs/decisions/dependencies.md'

/** Each dependency of each package has a line with its reason, and no line outlives its dependency. */
export function checkDependencies(): string[] {
  if (!exists(DOCUMENT)) return [`${DOCUMENT} is missing`]
  return compare(used(), listed(readFileSync(join(ROOT, DOCUMENT), 'utf8')))
}

/** The faults between what is used and what is listed with a reason. */
export function compare(inUse: ReadonlySet<string>, reasons: ReadonlyMap<string, string>): string[] {
  const missing = [...inUse].filter((name) => !reasons.has(name))
  const stale = [...reasons.keys()].filter((name) => !inUse.has(name))
  const empty = [...reasons].filter(([, reason]) => reason === '').map(([name]) => name)
  return [
    ...missing.map((name) => `${name} has no line in ${DOCUMENT}`),
    ...stale.map((name) => `${name} has a line in ${DOCUMENT} but nothing uses it`),
    ...empty.map((name) => `${name} has no reason in ${DOCUMENT}`),
  ]
}

/** The lines of the form "- `name`: reason". */
export function listed(text: string): Map<string, string> {
  const lines = text.matchAll(/^- `([^`]+)`:? *(.*)$/gm)
  return new Map([...lines].map(([, name = '', reason = '']) => [name, reason.trim()]))
}

function used(): Set<string> {
  const folders = globSync(['{spec,bench}/package.json', '{packages,examples}/*/package.json'], { cwd: ROOT })
  const manifests = ['.', ...folders.map(dirname)].map(manifest)
  return new Set(manifests.flatMap(external))
}

function external(of: Manifest): string[] {
  const all = { ...of.dependencies, ...of.devDependencies, ...of.peerDependencies }
  return Object.keys(all).filter((name) => !name.startsWith('@bahi/'))
}
