import { spine } from './0001-spine.ts'
import { money } from './0002-money.ts'
import { schedule } from './0003-schedule.ts'
import { paymentLinks } from './0004-payment-links.ts'
import { inventory } from './0005-inventory.ts'
import { reports } from './0006-reports.ts'
import { versions } from './0007-versions.ts'
import { generations } from './0008-generations.ts'
import { keeps } from './0009-keeps.ts'
import { creditNoteTaxes } from './0010-credit-note-taxes.ts'
import { parties } from './0011-parties.ts'
import { referred } from './0012-referred.ts'
import type { Migration, TableDefinition } from './migration.ts'

/** In the order of their birth. Append only: a released migration has already run somewhere. */
export const migrations: readonly Migration[] = [
  spine,
  money,
  schedule,
  paymentLinks,
  inventory,
  reports,
  versions,
  generations,
  keeps,
  creditNoteTaxes,
  parties,
  referred,
]

/** Every table, those that are referred to before those that refer to them. */
export function allTables(): TableDefinition[] {
  const tables: TableDefinition[] = []
  const createTable = (table: TableDefinition) => {
    tables.push(table)
    return []
  }
  const recorder = {
    createTable,
    addColumns: () => [],
    addIndex: () => [],
    sealEntries: () => [],
    letPurge: () => [],
    inEveryEnvironment: () => [],
  }
  for (const migration of migrations) migration.up(recorder)
  return tables
}
