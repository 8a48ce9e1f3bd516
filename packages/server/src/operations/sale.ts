import type { Invoice, InvoiceCreate, SalePayment } from '@bahi/spec'
import { type FieldError, Refusal } from '../kit/errors.ts'
import { readMinor } from '../kit/money.ts'
import { inThousandths } from '../kit/quantity.ts'
import { balanceOf, invoiceNumber, numberCounter } from '../rules/invoice.ts'
import type { Tx } from '../store/store.ts'
import type { InvoiceLine } from '../tables/invoice.ts'
import type { Row } from '../tables/row.ts'
import { announceLow, requireStock } from './inventory.ts'
import { armChase } from './invoice-chase.ts'
import { itemPointers } from './invoice-items.ts'
import { nextNumber } from './invoice-number.ts'
import { partiesNow } from './invoice-parties.ts'
import { insertInvoice, type ReadInvoice, readInvoice } from './invoice-raise.ts'
import { postSending } from './invoice-send.ts'
import { announce, invoiceById, saveInvoice, viewInvoice } from './invoice-view.ts'
import { recordPayment } from './payment.ts'
import { createInvoiceLink } from './payment-link.ts'
import { lockStock, moveStock, type StockChange, type StockMoved } from './product-stock.ts'
import { findStore, requireStore } from './store.ts'

export interface SaleCreate extends InvoiceCreate {
  readonly payment: SalePayment
}

/** Rings up a sale: raised, numbered, posted, taken out of stock, paid. All of it commits together, or none. */
export async function createSale(tx: Tx, body: SaleCreate): Promise<Invoice> {
  const { payment } = body
  const sale = await readInvoice(tx, body, {
    pricesContainTax: true,
    faultsOf: async (currency) => [...amountFaults(payment, currency), ...(await storeFaults(tx, body))],
  })
  const amountMinor = requireAmount(payment, sale)
  const { id: storeId } = await requireStore(tx, body.store_id)
  const take = await holdStock(tx, sale.lines, storeId)
  const inserted = await insertInvoice(tx, body, { ...sale, status: 'open', storeId })
  const { fallen } = await take()
  const raised = await raise(tx, inserted, { lines: sale.lines, amountMinor })
  announce(tx, 'invoice.created', await viewInvoice(tx, raised))
  const { mode, reference = null } = payment
  const { id: invoiceId, currency } = sale
  await recordPayment(tx, { invoiceId, paymentLinkId: null, mode, amountMinor, currency, reference })
  await announceLow(tx, fallen)
  return viewInvoice(tx, await invoiceById(tx, invoiceId).executeTakeFirstOrThrow())
}

function amountFaults(payment: SalePayment, currency: string): FieldError[] {
  const read = readMinor(payment, currency)
  return 'fault' in read ? [{ pointer: `/payment/${nameOf(payment)}`, ...read.fault }] : []
}

const nameOf = ({ amount }: SalePayment) => (amount === undefined ? 'amount_minor' : 'amount')

const storeFaults = async (tx: Tx, { store_id }: SaleCreate): Promise<FieldError[]> =>
  store_id === undefined || (await findStore(tx, store_id)) !== undefined
    ? []
    : [{ pointer: '/store_id', code: 'unknown_reference', detail: 'Nothing with this id exists here.' }]

/** No more than the sale comes to: change is given at the till, and is no money of the books. */
function requireAmount(payment: SalePayment, { currency, totals }: ReadInvoice): number {
  const read = readMinor(payment, currency)
  if ('fault' in read) throw new Error('An amount with a fault passed.')
  if (read.minor > totals.total_minor) {
    const pointer = `/payment/${nameOf(payment)}`
    const detail = `The sale comes to ${totals.total_minor} in the minor unit, ${read.minor} is paid.`
    const errors = [{ pointer, code: 'overpayment', detail }]
    throw new Refusal('overpayment', { amount_due_minor: totals.total_minor, errors })
  }
  return read.minor
}

/** Locks the stock of what is sold, and refuses what isn't there. The answer takes it, once the lines are written. */
async function holdStock(
  tx: Tx,
  lines: readonly InvoiceLine[],
  storeId: string,
): Promise<() => Promise<StockMoved>> {
  const sold = lines.flatMap((line) => {
    const { catalog_item_id: productId } = line
    const quantity = Number(inThousandths(Number(line.qty)))
    return productId === null ? [] : [{ line, productId, quantity }]
  })
  const products = await lockStock(
    tx,
    sold.map(({ productId }) => productId),
  )
  const demands = sold.map((part) => ({ ...part, pointer: `${itemPointers.of(part.line)}/qty` }))
  await requireStock(tx, { products, storeId }, demands)
  const changes = sold.map(
    ({ line, productId, quantity }): StockChange => ({
      productId,
      storeId,
      kind: 'sale',
      quantity: -quantity,
      invoiceId: line.invoice_id,
      invoiceItemId: line.id,
    }),
  )
  return () => moveStock(tx, products, changes)
}

/** As sending does, but that nobody is written to. What is left to pay has a link, and is chased. */
async function raise(
  tx: Tx,
  sale: Row<'invoices'>,
  { lines, amountMinor }: { lines: readonly InvoiceLine[]; amountMinor: number },
): Promise<Row<'invoices'>> {
  const restMinor = balanceOf(sale, tx.now.getTime()).amount_due_minor - amountMinor
  const row = await saveInvoice(tx, sale.id, {
    ...(await partiesNow(tx, sale, lines)),
    sent_entry_id: await postSending(tx, sale),
    payment_link_id: restMinor > 0 ? await linkTo(tx, sale, restMinor) : null,
    invoice_no: await nextNumber(tx, { counter: numberCounter, format: invoiceNumber }),
  })
  if (restMinor > 0) await armChase(tx, row)
  return row
}

const linkTo = (
  tx: Tx,
  { id: invoiceId, contact_id: contactId, currency }: Row<'invoices'>,
  amountMinor: number,
) => createInvoiceLink(tx, { invoiceId, contactId, currency, amountMinor })
