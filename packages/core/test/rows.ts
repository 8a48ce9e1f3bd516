import type { ClientOptions } from '../src/index.ts'
import { createClient } from '../src/index.ts'
import { KEY } from './scripted.ts'

export interface Request {
  readonly cursor: string | null
  readonly limit: string | null
  aborted: boolean
}

export interface RowsOptions extends ClientOptions {
  /** How many rows each page has; the last number is repeated until the rows are given out. */
  readonly sizes?: readonly number[]
  /** Whether the nth request, from 0, fails. */
  readonly fails?: (n: number) => boolean
  /** Runs before the nth request is answered. */
  readonly before?: (n: number) => Promise<void> | void
}

/** A client of a server whose list has rows r0, r1, … and whose cursors are their numbers. */
export function rowsOf(count: number, { sizes = [3], fails, before, ...options }: RowsOptions = {}) {
  const requests: Request[] = []
  const client = createClient({
    apiKey: KEY,
    baseUrl: 'http://bahi.test/v1',
    maxRetries: 0,
    fetch: async (url, { signal }) => {
      const query = new URL(url).searchParams
      const request: Request = { cursor: query.get('cursor'), limit: query.get('limit'), aborted: false }
      const n = requests.push(request) - 1
      signal.addEventListener('abort', () => {
        request.aborted = true
      })
      await before?.(n)
      if (fails?.(n)) throw new Error('reset')
      return Response.json(pageAt(request.cursor ?? '0.0', sizes, count))
    },
    ...options,
  })
  return { client, requests, list: (call = {}, query = {}) => client.list('/contacts', { query }, call) }
}

// A cursor is the number of the page and of its first row.
function pageAt(cursor: string, sizes: readonly number[], count: number) {
  const [page = 0, from = 0] = cursor.split('.').map(Number)
  const to = Math.min(count, from + (sizes[Math.min(page, sizes.length - 1)] ?? 1))
  const data = Array.from({ length: to - from }, (_, index) => ({ id: `r${from + index}` }))
  const more = to < count || page + 1 < sizes.length
  return { data, has_more: more, next_cursor: more ? `${page + 1}.${to}` : null }
}

export const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)
export const upTo = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`)
