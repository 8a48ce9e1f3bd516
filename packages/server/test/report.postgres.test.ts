import { expect, test } from 'vitest'
import { retrieveAudit } from '../src/operations/audit.ts'
import { voidInvoice } from '../src/operations/invoice-send.ts'
import { openBooks } from './store/books.ts'

test('a sale waits for no other one: totals that are held are left, and others opened', async () => {
  const { run, read, sent } = await openBooks()
  const [first, slow, quick, last] = [await sent(), await sent(), await sent(), await sent()]
  await run((tx) => voidInvoice(tx, first.id))
  const held = Promise.withResolvers<void>()
  const passed = Promise.withResolvers<void>()
  const slowly = run(async (tx) => {
    await voidInvoice(tx, slow.id)
    held.resolve()
    await passed.promise
  })
  await held.promise
  await run((tx) => voidInvoice(tx, quick.id))
  passed.resolve()
  await slowly
  await run((tx) => voidInvoice(tx, last.id))
  const rows = await read((tx) =>
    tx.db.selectFrom('sales_totals').select('count').where('kind', '=', 'invoice_voided').execute(),
  )
  const counts = rows.map(({ count }) => count)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4)
  expect(counts.length).toBeGreaterThan(1)
  expect((await read(retrieveAudit)).clean).toBe(true)
})
