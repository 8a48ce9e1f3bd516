import { createTranslation, type Translation } from './translation.ts'
import type { VersionChange } from './version-change.ts'

export type { Translation }

/** The versions that callers may speak. */
export interface ApiVersions {
  readonly current: string
  /** Newest first. */
  readonly supported: readonly string[]
  /** `1.4` or `v1.4`, as a caller writes it; null when it is not supported. */
  read(asked: string): string | null
  /** What stands between a version and the current one; null when there is nothing to do. */
  translationOf(version: string): Translation | null
}

/** Throws when the changes are no chain that leads to the current version. */
export function createApiVersions(current: string, changes: readonly VersionChange[]): ApiVersions {
  requireChain(current, changes)
  const translations = new Map(
    changes.map(({ before }, index) => [before, createTranslation(before, changes.slice(index))]),
  )
  const supported = [current, ...changes.map(({ before }) => before).reverse()]
  return {
    current,
    supported,
    read(asked) {
      const version = asked.replace(/^v/, '')
      return supported.includes(version) ? version : null
    },
    translationOf: (version) => translations.get(version) ?? null,
  }
}

function requireChain(current: string, changes: readonly VersionChange[]): void {
  for (const [index, { version }] of changes.entries()) {
    const next = changes[index + 1]?.before ?? current
    if (version !== next)
      throw new Error(`The change that made ${version} must be followed by the one after it, not ${next}.`)
  }
}
