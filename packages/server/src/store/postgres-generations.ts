import type { EnvironmentId } from '../kit/environment.ts'
import { APP_ROLE, APP_SCHEMA, PLATFORM_SCHEMA } from './postgres-schema.ts'

/**
 * What rows hold as their environment: its id, and from the second generation on its number, `tnt_…/test#1`. The policies
 * compare the whole of it, so that no transaction reaches another generation's rows.
 */
export const storedEnvironment = (environment: EnvironmentId): string =>
  `${APP_SCHEMA}.stored_environment('${environment}')`

export const generationOf = (stored: unknown): number =>
  Number((typeof stored === 'string' ? stored.split('#')[1] : undefined) ?? 0)

/** Run as the owner: the role of the environments can't reach the platform. */
export const nextGeneration = (environment: EnvironmentId): string =>
  `SELECT set_config('role', 'none', true); INSERT INTO ${PLATFORM_SCHEMA}.generations AS known (environment, generation)
   VALUES ('${environment}', 1) ON CONFLICT (environment) DO UPDATE SET generation = known.generation + 1`

/** Functions that run as the owner, hence the pinned path. */
const asOwner = (name: string, returns: string, body: string): string[] => [
  `CREATE FUNCTION ${APP_SCHEMA}.${name} RETURNS ${returns} LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ ${body} $$`,
]

export const generationsSchema: readonly string[] = [
  `CREATE TABLE ${PLATFORM_SCHEMA}.generations (environment text COLLATE "C" PRIMARY KEY, generation integer NOT NULL, purged integer NOT NULL DEFAULT 0)`,
  ...asOwner(
    'stored_environment(environment text)',
    'text',
    `SELECT coalesce((SELECT g.environment || '#' || g.generation FROM ${PLATFORM_SCHEMA}.generations g WHERE g.environment = $1), $1)`,
  ),
  ...asOwner(
    'has_ended(stored text)',
    'boolean',
    `SELECT EXISTS (SELECT FROM ${PLATFORM_SCHEMA}.generations g WHERE g.environment = split_part($1, '#', 1)
       AND g.generation > coalesce(nullif(split_part($1, '#', 2), ''), '0')::integer)`,
  ),
  `REVOKE ALL ON FUNCTION ${APP_SCHEMA}.stored_environment(text), ${APP_SCHEMA}.has_ended(text) FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION ${APP_SCHEMA}.stored_environment(text), ${APP_SCHEMA}.has_ended(text) TO ${APP_ROLE}`,
  // A hint is for the environment, whichever generation it comes from: a look finds what there is.
  `CREATE OR REPLACE FUNCTION ${APP_SCHEMA}.wake_at(at bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
     INSERT INTO ${PLATFORM_SCHEMA}.due AS hint (environment, due_at, version)
     VALUES (split_part(current_setting('bahi.environment'), '#', 1), at, 1)
     ON CONFLICT (environment) DO UPDATE SET due_at = least(hint.due_at, excluded.due_at), version = hint.version + 1 $$`,
]
