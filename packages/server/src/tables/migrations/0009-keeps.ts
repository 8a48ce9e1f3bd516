import type { Migration } from './migration.ts'

/** Rows that are kept for a while are found by their age, and the purge begins in every environment. */
export const keeps: Migration = {
  name: '0009-keeps',
  up: (schema) => [
    ...schema.addIndex('notifications', ['created_at']),
    ...schema.addIndex('gateway_events', ['received_at']),
    ...schema.addIndex('webhook_secrets', ['expires_at']),
    ...schema.inEveryEnvironment([beginPurging]),
  ],
}

/** Due at once. Its id ends as that of the tenant does. */
const beginPurging = `
  INSERT INTO schedule (id, kind, subject_id, due_at, created_at)
  SELECT 'sch_' || substr(id, 5), 'purge.stale', id, 0, created_at FROM tenant`
