import { inThousandths } from '../kit/quantity.ts'
import type { Tx } from '../store/store.ts'
import type { CreditNoteLine } from '../tables/credit-note.ts'
import type { Row } from '../tables/row.ts'
import { type LockedProducts, lockStock, moveStock, type StockChange } from './product-stock.ts'

/** Locks the stock of what was sold, before the invoice is. An invoice that took nothing out of stock has nothing to lock. */
export async function lockSold(tx: Tx, invoiceId: string): Promise<LockedProducts> {
  const sold = await movementsOf(tx, invoiceId)
  return lockStock(
    tx,
    sold.map(({ product_id }) => product_id),
  )
}

export interface Restock {
  readonly invoiceId: string
  readonly creditNoteId: string
  readonly lines: readonly Pick<CreditNoteLine, 'invoice_item_id' | 'qty'>[]
}

/** Puts the credited quantities back into the stores that they came from: never more than a line took and hasn't given back. */
export async function restock(
  tx: Tx,
  products: LockedProducts,
  { invoiceId, creditNoteId, lines }: Restock,
): Promise<void> {
  const moved = Map.groupBy(await movementsOf(tx, invoiceId), ({ invoice_item_id }) => invoice_item_id)
  const changes = lines.flatMap(({ invoice_item_id: invoiceItemId, qty }): StockChange[] => {
    const own = moved.get(invoiceItemId) ?? []
    const [sale] = own
    const isOut = -own.reduce((sum, { quantity }) => sum + quantity, 0)
    const quantity = Math.min(Number(inThousandths(Number(qty))), isOut)
    if (sale === undefined || quantity <= 0) return []
    const { product_id: productId, store_id: storeId } = sale
    return [{ productId, storeId, kind: 'restock', quantity, invoiceId, invoiceItemId, creditNoteId }]
  })
  await moveStock(tx, products, changes)
}

/** What an invoice took out of stock, and what came back of it. */
const movementsOf = (tx: Tx, invoiceId: string): Promise<Row<'stock_movements'>[]> =>
  tx.db.selectFrom('stock_movements').selectAll().where('invoice_id', '=', invoiceId).orderBy('id').execute()
