import type { Migration } from './migration.ts'

/** A key may speak a version of its own, as webhook endpoints could from the beginning. */
export const versions: Migration = {
  name: '0007-versions',
  up: (schema) => schema.addColumns('api_keys', { api_version: 'text null' }),
}
