/** What a list is asked for: rows behind a position, `null` for the first page. */
export interface PageRequest {
  readonly limit: number
  readonly after: string | null
}

export interface PageRows<T> {
  readonly rows: readonly T[]
  /** The position of the last row, when more follow. */
  readonly next: string | null
}

/** Cuts a page out of rows that were read one beyond the limit. */
export function cutPage<T>(rows: readonly T[], limit: number, positionOf: (row: T) => string): PageRows<T> {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last !== undefined ? positionOf(last) : null }
}
