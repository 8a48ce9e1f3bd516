import { type InvoiceItemCreate, MAX_AMOUNT_MINOR, type ProblemCode } from '@bahi/spec'
import { type FieldError, Refusal } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { MAX_LINES } from '../rules/invoice.ts'
import type { TaxPlace } from '../rules/tax.ts'
import { type Line, type Sums, type Totals, totalsOf } from '../rules/total.ts'
import type { Tx } from '../store/store.ts'
import type { InvoiceLine } from '../tables/invoice.ts'
import type { Row } from '../tables/row.ts'
import { readPrice } from './product.ts'

/** A line whose worth is still to be found. */
export type NewLine = Omit<InvoiceLine, keyof Sums>

export interface LinesRead {
  readonly lines: readonly NewLine[]
  /** Every fault of every item; any makes the lines unusable. */
  readonly faults: readonly FieldError[]
}

export interface RaisedFor {
  /** The invoice's. */
  readonly id: string
  readonly currency: string
  /** Whether a price that an item gives contains the tax, unless the item says so itself. */
  readonly pricesContainTax?: boolean
}

/** Turns the items of a body into lines: name, price, tax and HSN code come from the product, unless the item says otherwise. */
export async function readItems(
  tx: Tx,
  items: readonly InvoiceItemCreate[],
  { id, currency, pricesContainTax = false }: RaisedFor,
): Promise<LinesRead> {
  const productOf = await loadProducts(tx, items)
  const read = items.map((item, position) => {
    const product = productOf(item)
    const at = `/items/${position}`
    const price = readPrice(item, currency, at)
    const faults = [
      ...productFaults(item, product, currency, at),
      ...(typeof price === 'object' ? [price] : []),
    ]
    const rate_minor = typeof price === 'number' ? price : (product?.rate_minor ?? 0)
    const place = { id: tx.newId('li'), invoice_id: id, position, rate_minor }
    return { line: { ...place, ...lineOf(item, product, pricesContainTax) }, faults }
  })
  return { lines: read.map(({ line }) => line), faults: read.flatMap(({ faults }) => faults) }
}

/** Refuses with all faults at once, under their common code if they have one. */
export function refuseFaults(faults: readonly FieldError[]): void {
  const [first] = faults
  if (first === undefined) return
  const ownProblem = referenceProblems.find((code) => code === first.code)
  const isCommon = faults.every(({ code }) => code === first.code)
  throw new Refusal(ownProblem !== undefined && isCommon ? ownProblem : 'validation_failed', {
    errors: faults,
  })
}

/** The lines of invoices, in their order: own items as they were sent, then billables by `order`. */
export async function loadLines(tx: Tx, invoiceIds: readonly string[]): Promise<Row<'invoice_items'>[]> {
  if (invoiceIds.length === 0) return []
  return tx.db
    .selectFrom('invoice_items')
    .selectAll()
    .where('invoice_id', 'in', invoiceIds)
    .orderBy('invoice_id')
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export interface Pointers {
  /** What the body calls the lines: `/items`. */
  readonly all: string
  /** Where a line of the body stands in it. */
  of(line: NewLine): string
}

export const itemPointers: Pointers = { all: '/items', of: ({ position }) => `/items/${position}` }

/** The worth of an invoice's lines; refused when they are too many, or one or all of them too large. */
export function requireTotals(lines: readonly NewLine[], place: TaxPlace, pointers: Pointers): Totals {
  if (lines.length > MAX_LINES) {
    const detail = `An invoice has ${MAX_LINES} lines at most, billables included.`
    throw new Refusal('validation_failed', { errors: [{ pointer: pointers.all, code: 'too_big', detail }] })
  }
  const outcome = totalsOf(lines.map(toLine), place)
  if ('totals' in outcome) return outcome.totals
  const faulty = lines.filter((_, index) => outcome.tooLarge.includes(index)).map((line) => pointers.of(line))
  const detail = `It comes to more than ${MAX_AMOUNT_MINOR} in the currency's minor unit.`
  const errors = (faulty.length > 0 ? faulty : [pointers.all]).map((pointer) => ({
    pointer,
    code: 'amount_too_large',
    detail,
  }))
  throw new Refusal('amount_too_large', { errors })
}

/** Lines with their worth, the totals being those of these lines first. */
export const withSums = (lines: readonly NewLine[], sums: readonly Sums[]): InvoiceLine[] =>
  lines.map((line, index) => ({ ...line, ...(sums[index] ?? nothing) }))

export async function insertLines(tx: Tx, lines: readonly InvoiceLine[]): Promise<void> {
  if (lines.length > 0)
    await tx.db
      .insertInto('invoice_items')
      .values([...lines])
      .execute()
}

const referenceProblems: readonly ProblemCode[] = ['unknown_reference', 'currency_mismatch']
const nothing: Sums = { subtotal_minor: 0, tax_minor: 0, total_minor: 0 }

const toLine = (line: NewLine): Line => ({
  qty: Number(line.qty),
  rate_minor: line.rate_minor,
  tax_rate: Number(line.tax_rate),
  tax_inclusive: line.tax_inclusive === 1,
})

type Product = Row<'products'>

/** Reads all products that the items name in one query. */
async function loadProducts(tx: Tx, items: readonly InvoiceItemCreate[]) {
  const ids = items.flatMap(({ catalog_item_id: id }) => (isId('itm', id) ? [id] : []))
  const skus = items.flatMap(({ sku }) => sku ?? [])
  const rows = await queryProducts(tx, ids, skus)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const bySku = new Map(rows.map((row) => [row.sku, row]))
  return ({ catalog_item_id: id, sku }: InvoiceItemCreate): Product | undefined =>
    id === undefined ? bySku.get(sku ?? '') : byId.get(id)
}

async function queryProducts(tx: Tx, ids: readonly string[], skus: readonly string[]): Promise<Product[]> {
  if (ids.length + skus.length === 0) return []
  return tx.db
    .selectFrom('products')
    .selectAll()
    .where((eb) => {
      // PostgreSQL knows no empty list.
      const named = ids.length > 0 ? [eb('id', 'in', ids)] : []
      return eb.or(skus.length > 0 ? [...named, eb('sku', 'in', skus)] : named)
    })
    .execute()
}

function productFaults(
  item: InvoiceItemCreate,
  product: Product | undefined,
  currency: string,
  at: string,
): FieldError[] {
  if (item.description !== undefined) return []
  const pointer = `${at}/${item.catalog_item_id === undefined ? 'sku' : 'catalog_item_id'}`
  if (product === undefined) {
    return [{ pointer, code: 'unknown_reference', detail: 'There is no such product here.' }]
  }
  const faults: FieldError[] = []
  if (product.currency !== currency) {
    const detail = `The product is priced in ${product.currency}, the invoice is in ${currency}.`
    faults.push({ pointer, code: 'currency_mismatch', detail })
  }
  if (product.archived === 1) {
    faults.push({ pointer, code: 'archived', detail: 'The product is archived: it goes on no new invoice.' })
  }
  return faults
}

function lineOf(item: InvoiceItemCreate, product: Product | undefined, pricesContainTax: boolean) {
  const hasOwnPrice = item.rate !== undefined || item.rate_minor !== undefined
  const contained = (hasOwnPrice && pricesContainTax) || product?.tax_inclusive === 1
  const inclusive = item.tax_inclusive ?? contained
  return {
    catalog_item_id: product?.id ?? null,
    billable_id: null,
    sku: product?.sku ?? null,
    description: product?.name ?? item.description ?? '',
    qty: String(item.qty),
    tax_rate: String(item.tax_rate ?? product?.tax_rate ?? 0),
    tax_inclusive: Number(inclusive),
    hsn_code: item.hsn_code === undefined ? (product?.hsn_code ?? null) : item.hsn_code,
  }
}
