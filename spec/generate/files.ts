import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Path from the root of the repository -> text. */
export type Files = Readonly<Record<string, string>>

const ROOT = join(import.meta.dirname, '../..')

/** The paths whose text on disk differs, missing ones included. */
export const differing = (files: Files): string[] =>
  Object.keys(files).filter((path) => read(join(ROOT, path)) !== files[path])

export function write(files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
