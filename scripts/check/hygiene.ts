import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../lib/root.ts'

// Larger tracked files are data, and reading them all would make the check slow.
const MAX_BYTES = 4 * 1024 * 1024

/** A leak of the machine that a file was written on, or of where its packages came from. */
const leaks: [pattern: RegExp, what: string][] = [
  [/\/(?:home|Users)\/[a-z][\w.-]*\//i, "a person's home folder"],
  [/(?<![\w.])\/(?:root|work|workspace|builds)\/[\w.-]+/, 'a path of one machine'],
  [/[A-Z]:\\Users\\/i, "a person's home folder"],
  [/https?:\/\/(?:registry|npm|artifactory|nexus)\.[\w.-]+/i, 'a package registry'],
  [/^\s*(?:resolution:.*)?\btarball:\s*http/m, 'a package registry'],
  [/_auth(?:Token)|\/\/[\w.-]+\/:_password/, 'a registry credential'],
]

/** No tracked file, the lock file included, names a machine's path or a package registry. */
export function checkHygiene(): string[] {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0')
  return files.filter(readable).flatMap((file) => {
    return leaksIn(readFileSync(join(ROOT, file), 'utf8'), ours()).map((fault) => `${file}: ${fault}`)
  })
}

/** The leaks in a text; `ours` are strings of this machine that must not appear. */
export function leaksIn(text: string, ours: readonly string[] = []): string[] {
  const found = leaks.flatMap(([pattern, what]) => {
    const match = pattern.exec(text)
    return match === null ? [] : [`${what} in line ${lineOf(text, match.index)}`]
  })
  const own = ours.filter((string) => text.includes(string))
  return [
    ...found,
    ...own.map((string) => `this machine's path in line ${lineOf(text, text.indexOf(string))}`),
  ]
}

/** Paths of this machine that are too short to be anything else are left out. */
function ours(): string[] {
  return [ROOT, homedir()].filter((path) => path.split('/').length > 2)
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

function readable(file: string): boolean {
  const path = join(ROOT, file)
  return file !== '' && existsSync(path) && statSync(path).isFile() && statSync(path).size <= MAX_BYTES
}
