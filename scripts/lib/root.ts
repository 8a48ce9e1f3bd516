import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const ROOT = dirname(dirname(import.meta.dirname))

/** Scratch space that git ignores. */
export const TMP = join(ROOT, '.tmp')

/** An executable of the tool chain. */
export function tool(name: string): string {
  return join(ROOT, 'node_modules', '.bin', name)
}

/** What we read of a package.json. */
export interface Manifest {
  name: string
  version: string
  private?: boolean
  packageManager?: string
  repository?: unknown
  main?: string
  bin?: Record<string, string>
  engines?: { node?: string }
  scripts?: Record<string, string>
  exports?: Record<string, unknown>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

/** The manifest of a folder of the workspace, `.` being the root's. */
export function manifest(folder: string): Manifest {
  // Our own files: tsc and pnpm have read them before us.
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest
}

/** The client packages, the server and what embeds it, in the order in which they are built. */
export const PUBLISHED = ['core', 'webhooks', 'billing', 'server', 'testing'] as const
export type Published = (typeof PUBLISHED)[number]

export function exists(path: string): boolean {
  return existsSync(join(ROOT, path))
}
