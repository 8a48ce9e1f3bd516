import { spine } from './0001-spine.ts'
import { money } from './0002-money.ts'
import { schedule } from './0003-schedule.ts'
import { paymentLinks } from './0004-payment-links.ts'
import { inventory } from './0005-inventory.ts'
import type { Migration } from './migration.ts'

/** In the order of their birth. Append only: a released migration has already run somewhere. */
export const migrations: readonly Migration[] = [spine, money, schedule, paymentLinks, inventory]
