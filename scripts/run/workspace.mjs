import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The Node that the tool chain runs on: the root devDependency `node`, whatever the machine has. */
export function toolNode() {
  const pinned = join(ROOT, 'node_modules', 'node', 'bin', 'node')
  return existsSync(pinned) ? pinned : join(ROOT, 'node_modules', '.bin', 'node')
}

export function manifest() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
}

/** Progress for a person, on stderr: a task's stdout may be read by a program. */
export function say(line) {
  process.stderr.write(`bahi: ${line}\n`)
}
