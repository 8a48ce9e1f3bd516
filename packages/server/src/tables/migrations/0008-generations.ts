import type { Migration } from './migration.ts'

/** A test environment may begin anew: what is left of the old generation can be purged, the ledger too. */
export const generations: Migration = {
  name: '0008-generations',
  up: (schema) => schema.letPurge(['ledger_entries', 'ledger_postings']),
}
