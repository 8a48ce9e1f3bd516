import type { Product, ProductCreate, ProductUpdate } from '@bahi/spec'
import { type FieldError, notFound, Refusal } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { definedMembers } from '../kit/members.ts'
import { toMinor } from '../kit/money.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import { inThousandths } from '../kit/quantity.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import { toProduct } from '../tables/product.ts'
import type { NewRow, Row } from '../tables/row.ts'
import { forUpdate } from './lock.ts'
import { openStock } from './product-stock.ts'
import { loadTenant } from './tenant.ts'

export async function createProduct(tx: Tx, body: ProductCreate): Promise<Product> {
  const { sku, name, currency: given, stock, rate, rate_minor, ...details } = body
  const currency = given ?? (await loadTenant(tx)).currency
  const now = tx.now.getTime()
  const inserted = await insertUnlessTaken(tx, {
    id: tx.newId('itm'),
    sku,
    name,
    description: null,
    // The contract demands one of the two.
    rate_minor: requirePrice({ rate, rate_minor }, currency) ?? 0,
    currency,
    tax_rate: '0',
    tax_inclusive: 0,
    hsn_code: null,
    stock: 0,
    low_stock_level: null,
    allow_backorder: 0,
    archived: 0,
    metadata: '{}',
    ...columnsOf(details),
    created_at: now,
    updated_at: now,
  })
  if (inserted === undefined) throw skuTaken()
  const opening = Number(inThousandths(stock ?? 0))
  return toProduct(opening > 0 ? await openStock(tx, inserted, opening) : inserted, tx)
}

export async function retrieveProduct(tx: Tx, id: string): Promise<Product> {
  const row = isId('itm', id) ? await byId(tx, id).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return toProduct(row, tx)
}

export interface ProductFilters {
  readonly sku?: string | undefined
}

export async function listProducts(
  tx: Tx,
  { sku }: ProductFilters,
  request: PageRequest,
): Promise<PageRows<Product>> {
  const found = tx.db
    .selectFrom('products')
    .selectAll()
    .where((eb) => eb.and(definedMembers({ sku })))
  const page = await newestPage(found, request)
  return { ...page, rows: page.rows.map((row) => toProduct(row, tx)) }
}

export async function updateProduct(tx: Tx, id: string, body: ProductUpdate): Promise<Product> {
  const old = await lockProduct(tx, id)
  const { rate, rate_minor, ...details } = body
  const price = requirePrice({ rate, rate_minor }, old.currency)
  if (body.sku !== undefined && body.sku !== old.sku) await claimSku(tx, old, body.sku)
  const row = await tx.db
    .updateTable('products')
    .set({ ...columnsOf(details), ...definedMembers({ rate_minor: price }), updated_at: tx.now.getTime() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toProduct(row, tx)
}

export async function archiveProduct(tx: Tx, id: string): Promise<Product> {
  const old = await lockProduct(tx, id)
  if (old.archived === 1) return toProduct(old, tx)
  const row = await tx.db
    .updateTable('products')
    .set({ archived: 1, updated_at: tx.now.getTime() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toProduct(row, tx)
}

export interface Price {
  /** Major units. */
  readonly rate?: number | undefined
  readonly rate_minor?: number | undefined
}

/** A price in the minor unit, undefined when none was sent, or what is wrong with it; `at` is where it stands in the body. */
export function readPrice(
  { rate, rate_minor }: Price,
  currency: string,
  at: string,
): number | undefined | FieldError {
  if (rate === undefined) return rate_minor
  const outcome = toMinor(rate, currency)
  return 'fault' in outcome ? { pointer: `${at}/rate`, ...outcome.fault } : outcome.minor
}

function requirePrice(price: Price, currency: string): number | undefined {
  const read = readPrice(price, currency, '')
  if (typeof read === 'object') throw new Refusal('validation_failed', { errors: [read] })
  return read
}

const byId = (tx: Tx, id: string) => tx.db.selectFrom('products').selectAll().where('id', '=', id)

async function lockProduct(tx: Tx, id: string): Promise<Row<'products'>> {
  const row = isId('itm', id) ? await forUpdate(tx, byId(tx, id)).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return row
}

const insertUnlessTaken = (tx: Tx, row: NewRow<'products'>) =>
  tx.db
    .insertInto('products')
    .values(row)
    .onConflict((conflict) => conflict.columns(['environment', 'sku']).doNothing())
    .returningAll()
    .executeTakeFirst()

/** As `claimPhone` in contact.ts: a row that lives for a moment holds the sku until this transaction ends. */
async function claimSku(tx: Tx, { environment: _, ...product }: Row<'products'>, sku: string): Promise<void> {
  const claim = { ...product, id: tx.newId('itm'), sku }
  if ((await insertUnlessTaken(tx, claim)) === undefined) throw skuTaken()
  await tx.db.deleteFrom('products').where('id', '=', claim.id).execute()
}

function skuTaken(): Refusal {
  const detail = 'Another product has this sku. Update that one, or choose another.'
  return new Refusal('already_exists', { errors: [{ pointer: '/sku', code: 'already_exists', detail }] })
}

/** The columns of the members that were sent. */
function columnsOf({
  tax_rate,
  tax_inclusive,
  allow_backorder,
  metadata,
  ...plain
}: Omit<ProductUpdate, keyof Price>) {
  return definedMembers({
    ...plain,
    tax_rate: tax_rate === undefined ? undefined : String(tax_rate),
    tax_inclusive: tax_inclusive === undefined ? undefined : Number(tax_inclusive),
    allow_backorder: allow_backorder === undefined ? undefined : Number(allow_backorder),
    metadata: metadata === undefined ? undefined : JSON.stringify(metadata),
  })
}
