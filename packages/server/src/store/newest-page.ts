import { type SelectQueryBuilder, sql } from 'kysely'
import { cutPage, type PageRequest, type PageRows } from '../kit/page.ts'

/** A page of what the query finds, the newest first: ids rise with time. */
export async function newestPage<Tables, From extends keyof Tables, Found extends { id: string }>(
  query: SelectQueryBuilder<Tables, From, Found>,
  { limit, after }: PageRequest,
): Promise<PageRows<Found>> {
  const id = sql.ref<string>('id')
  const behind = after === null ? query : query.where(id, '<', after)
  const rows = await behind
    .orderBy(id, 'desc')
    .limit(limit + 1)
    .execute()
  return cutPage(rows, limit, (row) => row.id)
}
