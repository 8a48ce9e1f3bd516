import type { VersionChange } from './version-change.ts'

/** In the order of their birth. A new version of the API is one file beside this and its name here. */
export const versionChanges: readonly VersionChange[] = []
