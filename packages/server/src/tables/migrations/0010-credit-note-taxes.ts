import type { Migration } from './migration.ts'

/** A credit note names its taxes; those from before do as if each had, in their order. */
export const creditNoteTaxes: Migration = {
  name: '0010-credit-note-taxes',
  up: (schema) => [
    ...schema.addColumns('credit_notes', { taxes: 'text null' }),
    ...schema.inEveryEnvironment(["UPDATE credit_notes SET taxes = '[]'", nameTaxes]),
  ],
}

/** Whole numbers: what is left over is dropped. */
const half = 'up_to / 2 - (up_to - tax) / 2'

// SQLite binds || more tightly than arithmetic, PostgreSQL less.
const entry = (name: string, rate: string, amount: string) =>
  `'{"name":"${name}","rate":' || (${rate}) || ',"base_minor":' || base || ',"amount_minor":' || (${amount}) || '}'`

/**
 * As the rules do it: of all that is taken back up to a note SGST bears half, rounded down, and the note the difference
 * to the notes before; CGST bears the rest. The invoice says which names it has.
 */
const nameTaxes = `
  WITH credited AS (
    SELECT notes.id, notes.invoice_id, CAST(lines.tax_rate AS DOUBLE PRECISION) AS rate,
      CAST(sum(items.subtotal_minor) AS BIGINT) AS base, CAST(sum(items.tax_minor) AS BIGINT) AS tax
    FROM credit_notes AS notes
      JOIN credit_note_items AS items ON items.credit_note_id = notes.id
      JOIN invoice_items AS lines ON lines.id = items.invoice_item_id
    WHERE lines.tax_rate <> '0'
    GROUP BY notes.id, notes.invoice_id, lines.tax_rate
  ), summed AS (
    SELECT credited.*,
      CAST(sum(tax) OVER (PARTITION BY invoice_id, rate ORDER BY id) AS BIGINT) AS up_to
    FROM credited
  ), named AS (
    SELECT summed.id, rate, CASE
      WHEN invoices.taxes LIKE '%"CGST"%' THEN
        ${entry('CGST', 'rate / 2', `tax - (${half})`)} || ',' ||
        ${entry('SGST', 'rate / 2', half)}
      WHEN invoices.taxes LIKE '%"IGST"%' THEN ${entry('IGST', 'rate', 'tax')}
      ELSE ${entry('Tax', 'rate', 'tax')} END AS entries
    FROM summed JOIN invoices ON invoices.id = summed.invoice_id
  ), told AS (
    SELECT id, '[' || string_agg(entries, ',' ORDER BY rate) || ']' AS taxes FROM named GROUP BY id
  )
  UPDATE credit_notes SET taxes = told.taxes FROM told WHERE told.id = credit_notes.id`
