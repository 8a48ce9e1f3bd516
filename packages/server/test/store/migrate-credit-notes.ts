const money = (subtotal: number, tax: number) => `${subtotal}, ${tax}, ${subtotal + tax}`

const invoice = (letter: string, taxes: object[]) => [
  `INSERT INTO invoices (id, status, currency, subtotal_minor, tax_minor, total_minor, taxes, amount_paid_minor,
     amount_credited_minor, metadata, created_at, updated_at)
   VALUES ('inv_${letter}', 'paid', 'INR', 0, 0, 0, '${JSON.stringify(taxes)}', 0, 0, '{}', 1, 1)`,
  ...['5', '0.25', '0'].map(
    (rate) => `INSERT INTO invoice_items (id, invoice_id, position, description, qty, rate_minor, tax_rate,
     tax_inclusive, subtotal_minor, tax_minor, total_minor)
   VALUES ('li_${letter}${rate}', 'inv_${letter}', 1, 'Tea', '1', 1, '${rate}', 0, 0, 0, 0)`,
  ),
]

interface Part {
  readonly rate: string
  readonly subtotal: number
  readonly tax: number
}

const note = (letter: string, n: number, parts: readonly Part[]) => [
  `INSERT INTO credit_notes (id, credit_note_no, invoice_id, reason, currency, subtotal_minor, tax_minor, total_minor,
     entry_id, reverses_entry_id, metadata, created_at, updated_at)
   VALUES ('crn_${letter}${n}', 'CRN-${letter}${n}', 'inv_${letter}', 'Returned', 'INR', 1, 0, 1, 'ent_1', 'ent_1', '{}', 1, 1)`,
  ...parts.map(
    ({ rate, subtotal, tax }, position) => `INSERT INTO credit_note_items (id, credit_note_id, position,
     invoice_item_id, description, qty, subtotal_minor, tax_minor, total_minor)
   VALUES ('cri_${letter}${n}${position}', 'crn_${letter}${n}', ${position}, 'li_${letter}${rate}', 'Tea', '1', ${money(subtotal, tax)})`,
  ),
]

const posting = (number: number, amount: number) =>
  `INSERT INTO ledger_postings (entry_id, number, posting_count, account, currency, amount_minor)
   VALUES ('ent_1', ${number}, 2, 'account ${number}', 'INR', ${amount})`

const tax = (name: string, rate: number, base_minor = 0, amount_minor = 0) => ({
  name,
  rate,
  base_minor,
  amount_minor,
})
const odd = { rate: '5', subtotal: 20, tax: 1 }
const free = { rate: '0', subtotal: 7, tax: 0 }

/** Notes of an invoice within a state, whose tax is odd; of one between two; of one that knew neither; of one without tax. */
export const oldCreditNotes = [
  posting(1, 1),
  posting(2, -1),
  "INSERT INTO ledger_entries (id, kind, posting_count, created_at) VALUES ('ent_1', 'credit_note', 2, 1)",
  ...invoice('A', [tax('CGST', 2.5), tax('SGST', 2.5)]),
  ...note('A', 1, [odd, { rate: '0.25', subtotal: 400, tax: 3 }, { ...odd, tax: 2 }, free]),
  ...note('A', 2, [odd]),
  ...note('A', 3, [odd]),
  ...invoice('B', [tax('IGST', 5)]),
  ...note('B', 1, [odd]),
  ...invoice('C', [tax('Tax', 0.25)]),
  ...note('C', 1, [{ ...odd, rate: '0.25' }]),
  ...note('C', 2, [free]),
]

const named = (id: string, taxes: object[]) => ({ id, taxes: JSON.stringify(taxes) })

/** One engine writes a whole number as `5.0`, the other as `5`. */
export const creditNotes = {
  query: "SELECT id, replace(taxes, '.0,', ',') AS taxes FROM credit_notes ORDER BY id",
  rows: [
    named('crn_A1', [
      tax('CGST', 0.125, 400, 2),
      tax('SGST', 0.125, 400, 1),
      tax('CGST', 2.5, 40, 2),
      tax('SGST', 2.5, 40, 1),
    ]),
    named('crn_A2', [tax('CGST', 2.5, 20, 0), tax('SGST', 2.5, 20, 1)]),
    named('crn_A3', [tax('CGST', 2.5, 20, 1), tax('SGST', 2.5, 20, 0)]),
    named('crn_B1', [tax('IGST', 5, 20, 1)]),
    named('crn_C1', [tax('Tax', 0.25, 20, 1)]),
    named('crn_C2', []),
  ],
}
