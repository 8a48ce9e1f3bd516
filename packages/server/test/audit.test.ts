import { MAX_FINDINGS } from '@bahi/spec'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { retrieveAudit } from '../src/operations/audit.ts'
import { createCreditNote } from '../src/operations/credit-note.ts'
import { adjustInventory } from '../src/operations/inventory.ts'
import { createInvoice } from '../src/operations/invoice.ts'
import { markInvoiceUncollectible, voidInvoice } from '../src/operations/invoice-send.ts'
import { createPayment } from '../src/operations/payment.ts'
import { createRefund } from '../src/operations/payment-refund.ts'
import { createProduct } from '../src/operations/product.ts'
import { openBooks } from './store/books.ts'
import { expectCleanBooks } from './support/books.ts'
import { useServer } from './support/harness.ts'

describe('over HTTP', () => {
  const { openTenant } = useServer()

  test('the books of a new tenant are clean, in every check', async () => {
    const tenant = await openTenant()
    const { status, body } = await tenant.api('GET', '/audit')
    expect(status).toBe(200)
    expect(body.checks).toHaveLength(10)
    expect(body).toMatchObject({ object: 'audit', clean: true, livemode: false })
    await expectCleanBooks(tenant)
  })
})

/** One of everything: paid, partly paid, credited, refunded, void, uncollectible, draft; and a product that moved. */
async function fullBooks() {
  const books = await openBooks()
  const { run, sent } = books
  const [paid, partly, credited, gone, lost] = [
    await sent(),
    await sent(),
    await sent(),
    await sent(),
    await sent(),
  ]
  const payment = await run((tx) => createPayment(tx, paid.id, { mode: 'upi', amount: 100 }))
  await run((tx) => createPayment(tx, partly.id, { mode: 'cash', amount: 30 }))
  const items = [{ invoice_item_id: paid.items[0]?.id ?? '', qty: 0.5 }]
  await run((tx) => createCreditNote(tx, { invoice_id: paid.id, reason: 'Returned', items }))
  await run((tx) => createCreditNote(tx, { invoice_id: credited.id, reason: 'Returned' }))
  await run((tx) => createRefund(tx, payment.id, { amount: 10 }))
  await run((tx) => voidInvoice(tx, gone.id))
  await run((tx) => markInvoiceUncollectible(tx, lost.id))
  await run((tx) => createInvoice(tx, {}))
  const product = { sku: 'MILK', name: 'Milk', rate: 68, stock: 9 }
  const { id } = await run((tx) => createProduct(tx, product))
  await run((tx) => adjustInventory(tx, id, { quantity: -2.5, reason: 'lost' }))
  return books
}

const INV = `id = (select min(id) from invoices where status = 'paid' and amount_paid_minor > 0)`

describe('the audit', () => {
  test('looks at every row, and finds nothing in right books', async () => {
    const { read } = await fullBooks()
    const audit = await read(retrieveAudit)
    expect(audit.checks.filter(({ clean }) => !clean)).toEqual([])
    expect(Object.fromEntries(audit.checks.map(({ name, checked }) => [name, checked]))).toMatchObject({
      entries_balance: 12,
      invoices_equal_ledger: 6,
      payments_equal_ledger: 2,
      credit_within_invoice: 2,
      stock_equals_history: 2,
    })
  })

  test.each([
    [
      'a balance that was changed',
      `UPDATE invoices SET amount_paid_minor = 1 WHERE ${INV}`,
      'invoices_equal_ledger',
    ],
    ['a total that was changed', `UPDATE invoices SET total_minor = 1 WHERE ${INV}`, 'invoices_equal_ledger'],
    [
      'a state that was changed',
      `UPDATE invoices SET status = 'open' WHERE status = 'void'`,
      'invoices_equal_ledger',
    ],
    [
      'a sending that was forgotten',
      `UPDATE invoices SET sent_entry_id = NULL WHERE ${INV}`,
      'invoices_equal_ledger',
    ],
    [
      'a payment that was raised',
      `UPDATE payments SET amount_minor = 9 WHERE mode = 'cash'`,
      'payments_equal_ledger',
    ],
    [
      'a payment that was renamed',
      `UPDATE payments SET mode = 'card' WHERE mode = 'cash'`,
      'payments_equal_ledger',
    ],
    ['a payment that was deleted', `DELETE FROM payments WHERE mode = 'cash'`, 'payments_equal_ledger'],
    [
      'a refund that was raised',
      `UPDATE refunds SET amount_minor = amount_minor + 1`,
      'payments_equal_ledger',
    ],
    ['a refund that was undone', `UPDATE refunds SET status = 'failed'`, 'payments_equal_ledger'],
    [
      'a credit that was raised',
      `UPDATE credit_notes SET subtotal_minor = 99, total_minor = 99 + tax_minor`,
      'credit_within_invoice',
    ],
    [
      'a credited line that was raised',
      `UPDATE credit_note_items SET subtotal_minor = 9999`,
      'credit_within_invoice',
    ],
    [
      'a credit that the invoice forgot',
      `UPDATE invoices SET amount_credited_minor = 0 WHERE ${INV}`,
      'credit_within_invoice',
    ],
    ['stock that was changed', `UPDATE stock_levels SET quantity = 9000`, 'stock_equals_history'],
    ['stock that was forgotten', `DELETE FROM stock_levels`, 'stock_equals_history'],
    ['a total of stores that was changed', `UPDATE products SET stock = 1`, 'stock_equals_history'],
    [
      'a movement that left something else',
      `INSERT INTO stock_movements (id, product_id, store_id, number, kind, quantity, stock_after, created_at)
       SELECT 'mov_x', product_id, store_id, 3, 'adjustment', 1000, 7000, 1 FROM stock_levels`,
      'stock_equals_history',
    ],
    [
      'a movement that is missing',
      `INSERT INTO stock_movements (id, product_id, store_id, number, kind, quantity, stock_after, created_at)
       SELECT 'mov_x', product_id, store_id, 4, 'adjustment', 1000, 7500, 1 FROM stock_levels`,
      'stock_equals_history',
    ],
    [
      'an event that nobody will be told of',
      `DELETE FROM outbox WHERE sequence = 3`,
      'events_have_outbox_rows',
    ],
    [
      'a sequence with a gap',
      `UPDATE events SET sequence = sequence + 1000 WHERE sequence > 5`,
      'event_sequence_gapless',
    ],
    [
      'a counter of events that ran ahead',
      `UPDATE counters SET value = value + 1 WHERE name = 'event'`,
      'event_sequence_gapless',
    ],
    [
      'an invoice number that is missing',
      `UPDATE invoices SET invoice_no = NULL WHERE status = 'void'`,
      'invoice_numbers_gapless',
    ],
    [
      'a counter of invoices that ran ahead',
      `UPDATE counters SET value = value + 1 WHERE name like 'invoice:%'`,
      'invoice_numbers_gapless',
    ],
    [
      'a counter of invoices that is gone',
      `DELETE FROM counters WHERE name like 'invoice:%'`,
      'invoice_numbers_gapless',
    ],
    [
      'a counter of credit notes that is gone',
      `DELETE FROM counters WHERE name like 'credit_note:%'`,
      'credit_note_numbers_gapless',
    ],
    [
      'a counter of events that is gone',
      `DELETE FROM counters WHERE name = 'event'`,
      'event_sequence_gapless',
    ],
    [
      'a paid invoice that was made void',
      `UPDATE invoices SET status = 'void' WHERE ${INV}`,
      'invoices_equal_ledger',
    ],
    [
      'a sent invoice that was made a draft',
      `UPDATE invoices SET status = 'draft' WHERE ${INV}`,
      'invoices_equal_ledger',
    ],
    [
      'a void invoice that was made a draft',
      `UPDATE invoices SET status = 'draft' WHERE status = 'void'`,
      'invoices_equal_ledger',
    ],
    [
      'tax that was made sales',
      `UPDATE invoices SET tax_minor = tax_minor - 1, subtotal_minor = subtotal_minor + 1 WHERE ${INV}`,
      'invoices_equal_ledger',
    ],
    [
      'a line that was lowered',
      `UPDATE invoice_items SET total_minor = 1, subtotal_minor = 1, tax_minor = 0 WHERE invoice_id = (
         SELECT id FROM invoices WHERE ${INV})`,
      'invoices_equal_ledger',
    ],
    [
      'a tax that a note took from its sales',
      `UPDATE credit_notes SET subtotal_minor = subtotal_minor - 1, tax_minor = tax_minor + 1`,
      'credit_within_invoice',
    ],
    ['a refund that was put off', `UPDATE refunds SET status = 'pending'`, 'payments_equal_ledger'],
    [
      'an event that is told out of its turn',
      `UPDATE outbox SET sequence = 900 WHERE sequence = 3`,
      'events_have_outbox_rows',
    ],
    [
      'a payment that was taken from its invoice',
      `UPDATE payments SET invoice_id = NULL WHERE mode = 'cash'`,
      'payments_equal_ledger',
    ],
    [
      'a credit note number that was skipped',
      `UPDATE credit_notes SET credit_note_no = replace(credit_note_no, '00002', '00009')`,
      'credit_note_numbers_gapless',
    ],
    [
      'a sale that the totals forgot',
      `DELETE FROM sales_totals WHERE kind = 'invoice_voided'`,
      'sales_equal_ledger',
    ],
    [
      'totals that were raised',
      `UPDATE sales_totals SET net_minor = net_minor + 1 WHERE kind = 'invoice_sent'`,
      'sales_equal_ledger',
    ],
    [
      'totals that were put off',
      `UPDATE sales_totals SET starts_at = starts_at + 900000 WHERE kind = 'refund'`,
      'sales_equal_ledger',
    ],
    [
      'a sale that was counted twice',
      `UPDATE sales_totals SET count = count + 1 WHERE kind = 'credit_note'`,
      'sales_equal_ledger',
    ],
  ])('finds %s', async (_, corruption, check) => {
    const { run, read } = await fullBooks()
    await run((tx) => sql.raw(corruption).execute(tx.db))
    const audit = await read(retrieveAudit)
    expect(audit.clean).toBe(false)
    const found = audit.checks.filter(({ clean }) => !clean)
    expect(found.map(({ name }) => name)).toContain(check)
    for (const { findings } of found) {
      for (const finding of findings)
        expect(finding).toEqual({ id: expect.any(String), detail: expect.any(String) })
    }
  })

  test.each([
    ['a payment’s entry that no payment stands for', 'payment', 'payments_equal_ledger'],
    ['a posting to an invoice that no act explains', 'write_off', 'invoices_equal_ledger'],
  ])('finds %s', async (_, kind, check) => {
    const { run, read } = await fullBooks()
    await run(async (tx) => {
      const invoice = '(select min(id) from invoices)'
      for (const statement of [
        `INSERT INTO ledger_postings (entry_id, number, posting_count, account, currency, amount_minor)
         VALUES ('ent_x', 1, 2, 'bad_debt', 'INR', 5), ('ent_x', 2, 2, 'accounts_receivable', 'INR', -5)`,
        `INSERT INTO ledger_entries (id, kind, posting_count, invoice_id, created_at)
         VALUES ('ent_x', '${kind}', 2, ${invoice}, 1)`,
      ]) {
        await sql.raw(statement).execute(tx.db)
      }
    })
    const { checks } = await read(retrieveAudit)
    expect(checks.filter(({ clean }) => !clean).map(({ name }) => name)).toContain(check)
  })

  test(`names ${MAX_FINDINGS} faults of a check at most`, async () => {
    const { run, read } = await openBooks()
    await run(async (tx) => {
      for (let n = 0; n < MAX_FINDINGS + 5; n += 1) await createInvoice(tx, {})
    })
    await run((tx) => sql.raw(`UPDATE invoices SET amount_credited_minor = 1`).execute(tx.db))
    const { checks } = await read(retrieveAudit)
    const credits = checks.find(({ name }) => name === 'credit_within_invoice')
    expect(credits?.findings).toHaveLength(MAX_FINDINGS)
  })
})
