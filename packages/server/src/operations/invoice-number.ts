import { yearAt } from '../rules/invoice.ts'
import type { Tx } from '../store/store.ts'
import { loadTenant } from './tenant.ts'

export interface NumberSeries {
  /** The counter of a year's numbers. */
  counter(year: number): string
  format(year: number, n: number): string
}

/** The next number of the year; its counter stays locked until the end, so that none is skipped. */
export async function nextNumber(tx: Tx, series: NumberSeries): Promise<string> {
  const { time_zone } = await loadTenant(tx)
  const year = yearAt(tx.now.getTime(), time_zone)
  const { value } = await tx.db
    .insertInto('counters')
    .values({ name: series.counter(year), value: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['environment', 'name'])
        .doUpdateSet((eb) => ({ value: eb('counters.value', '+', eb.ref('excluded.value')) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return series.format(year, value)
}
