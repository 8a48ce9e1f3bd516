import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** How much of a product there is, in every store and in all. Quantities have up to 3 decimals. */
export class InventoryLevels {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** What is there now, in all stores and in each. */
  retrieve(productId: string, options?: CallOptions): Call<Inventory> {
    return this.#client.request(
      'get',
      '/inventory/{product_id}',
      { path: { product_id: productId } },
      options,
    )
  }

  /** Puts in what came, or takes out what went. Throws `insufficient_stock` when less is there. */
  adjust(productId: string, adjustment: InventoryAdjust, options?: CallOptions): Call<StockMovement> {
    const input = { path: { product_id: productId }, body: adjustment }
    return this.#client.request('post', '/inventory/{product_id}/adjustments', input, options)
  }

  /** Every movement with its cause, newest first, of one store if given. */
  history(productId: string, query?: StockMovementQuery, options?: ListOptions): PageList<StockMovement> {
    const input = { path: { product_id: productId }, query }
    return this.#client.list('/inventory/{product_id}/history', input, options)
  }
}

/** What is in stock of a product, in every store and in all. */
export type Inventory = components['schemas']['Inventory']
/** A change of stock, up or down, with its reason. */
export type InventoryAdjust = components['schemas']['InventoryAdjust']
/** One change of stock, and what made it. */
export type StockMovement = components['schemas']['StockMovement']
/** `limit` and `cursor`, by store if given. */
export type StockMovementQuery = Query<'/inventory/{product_id}/history'>
