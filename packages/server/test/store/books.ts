import { createInvoice } from '../../src/operations/invoice.ts'
import { sendInvoice } from '../../src/operations/invoice-send.ts'
import { createDefaultStore } from '../../src/operations/store.ts'
import { writePendingEvents } from '../../src/outbox.ts'
import type { StoreLocation } from '../../src/store/open.ts'
import type { Tx } from '../../src/store/store.ts'
import { addTenant, openTestStore } from './kit.ts'

/** The operations themselves, each in a transaction of its own, for what comes in at no route: the gateway, raw SQL. */
export async function openBooks(location?: StoreLocation) {
  const store = await openTestStore({
    ...(location === undefined ? {} : { location }),
    beforeCommit: writePendingEvents,
    publicUrl: (page, _, id) => `https://bahi.test/${page}/${id}`,
  })
  const { test: environment } = await addTenant(store)
  await store.transaction(environment, createDefaultStore)
  const run = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(environment, work)
  const read = <T>(work: (tx: Tx) => Promise<T>) => store.read(environment, work)
  /** An open invoice over 100 in two lines. */
  const sent = () =>
    run(async (tx) => {
      const items = [60, 40].map((rate) => ({ description: `Work for ${rate}`, qty: 1, rate }))
      const { id } = await createInvoice(tx, { items })
      return sendInvoice(tx, id)
    })
  return { store, environment, run, read, sent }
}
