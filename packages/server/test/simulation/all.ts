import type { TestTenant } from '../support/harness.ts'
import type { Body } from './worth.ts'

/** Every row of a list, page by page. */
export async function allOf({ api }: Pick<TestTenant, 'api'>, list: string): Promise<Body[]> {
  const rows: Body[] = []
  for (let path: string | null = `${list}?limit=100`; path !== null; ) {
    const { body } = await api('GET', path)
    rows.push(...body.data)
    path = body.next_cursor === null ? null : `${list}?limit=100&cursor=${body.next_cursor}`
  }
  return rows
}
