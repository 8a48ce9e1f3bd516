import { yearAt } from '../rules/invoice.ts'
import { raiseCounter } from '../store/counter.ts'
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
  const value = await raiseCounter(tx, series.counter(year), 1)
  return series.format(year, value)
}
