import { type Ledger, ledgerRefusals, quoted } from '../tables/migrations/migration.ts'

/**
 * Triggers that refuse every UPDATE and DELETE of the table, to its owner as well, but for one: the owner purges what is left of
 * a generation that has ended.
 */
export function appendOnly(schema: string, table: string): string[] {
  const name = `${schema}.${quoted(`${table}_append_only`)}`
  return [
    refuseChange(schema, table),
    `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${schema}.${quoted(table)} FOR EACH ROW EXECUTE FUNCTION ${name}()`,
    `CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON ${schema}.${quoted(table)} FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`,
  ]
}

/** The function under those triggers, made or made anew. */
export function refuseChange(schema: string, table: string): string {
  const name = `${schema}.${quoted(`${table}_append_only`)}`
  return triggerFunction(
    name,
    `IF TG_OP = 'DELETE' AND current_user <> 'bahi_app' THEN
       IF ${schema}.has_ended(OLD.environment) THEN RETURN OLD; END IF;
     END IF;
     RAISE EXCEPTION '${ledgerRefusals.appendOnly(table)}' ${violation};`,
  )
}

/**
 * Triggers that keep double entry. The check of sealing gives the plain answer at once; against another transaction
 * that inserts the entry at the same moment, the numbered postings and the deferred foreign key hold (see the migration).
 */
export function sealEntries(schema: string, { entries, postings }: Ledger): string[] {
  const balanced = `${schema}.${quoted(`${entries}_balanced`)}`
  const sealed = `${schema}.${quoted(`${postings}_sealed`)}`
  const own = `FROM ${schema}.${quoted(postings)} WHERE environment = NEW.environment AND entry_id = NEW.id`
  const entry = `FROM ${schema}.${quoted(entries)} WHERE environment = NEW.environment AND id = NEW.entry_id`
  return [
    triggerFunction(
      sealed,
      `IF EXISTS (SELECT ${entry}) THEN RAISE EXCEPTION '${ledgerRefusals.sealed}' ${violation}; END IF;
       RETURN NEW;`,
    ),
    `CREATE TRIGGER sealed BEFORE INSERT ON ${schema}.${quoted(postings)} FOR EACH ROW EXECUTE FUNCTION ${sealed}()`,
    triggerFunction(
      balanced,
      `IF NEW.posting_count < 2 OR NEW.posting_count <> (SELECT count(*) ${own})
          OR EXISTS (SELECT ${own} GROUP BY currency HAVING sum(amount_minor) <> 0)
       THEN RAISE EXCEPTION '${ledgerRefusals.unbalanced}' ${violation}; END IF;
       RETURN NEW;`,
    ),
    `CREATE TRIGGER balanced BEFORE INSERT ON ${schema}.${quoted(entries)} FOR EACH ROW EXECUTE FUNCTION ${balanced}()`,
  ]
}

/** check_violation: the error that a CHECK would give. */
const violation = `USING ERRCODE = '23514'`

const triggerFunction = (name: string, body: string) =>
  `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
   BEGIN ${body} END $$`
