import type { Migration, TableDefinition } from './migration.ts'

/** What falls due at a time, what is told to people, and who holds what for a while. */
export const schedule: Migration = {
  name: '0003-schedule',
  up: (schema) => scheduleTables.flatMap((table) => schema.createTable(table)),
}

const scheduleTables: readonly TableDefinition[] = [
  {
    name: 'schedule',
    columns: {
      id: 'text',
      kind: 'text',
      subject_id: 'text',
      due_at: 'int',
      attempt_count: 'int default 0',
      claimed_until: 'int null',
      created_at: 'int',
    },
    key: ['id'],
    unique: [['kind', 'subject_id']],
    indexes: [['due_at', 'id'], ['claimed_until']],
  },
  {
    name: 'notifications',
    columns: {
      id: 'text',
      recipient: 'text',
      subject: 'text',
      body: 'text',
      created_at: 'int',
      sent_at: 'int null',
      failed_at: 'int null',
      error: 'text null',
    },
    key: ['id'],
  },
  {
    name: 'leases',
    columns: { name: 'text', holder: 'text', held_until: 'int' },
    key: ['name'],
  },
]
