import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** What is sold; a catalog item is a product. Prices are `rate` (major units) or `rate_minor`, never both. */
export class Products {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Throws `already_exists` when another product has the sku. */
  create(product: ProductCreate, options?: CallOptions): Call<Product> {
    return this.#client.request('post', '/products', { body: product }, options)
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<Product> {
    return this.#client.request('get', '/products/{id}', { path: { id } }, options)
  }

  /** Newest first, by sku if given. */
  list(query?: ProductQuery, options?: ListOptions): PageList<Product> {
    return this.#client.list('/products', { query }, options)
  }

  /** Changes the members that are sent; lines on invoices keep what they had. */
  update(id: string, changes: ProductUpdate, options?: CallOptions): Call<Product> {
    return this.#client.request('patch', '/products/{id}', { path: { id }, body: changes }, options)
  }

  /** No new line may name it any more. */
  archive(id: string, options?: CallOptions): Call<Product> {
    return this.#client.request('post', '/products/{id}/archive', { path: { id } }, options)
  }
}

/** Something that is sold. A catalog item is a product. */
export type Product = components['schemas']['Product']
/** A new product; its price in `rate` (major units) or `rate_minor`. */
export type ProductCreate = components['schemas']['ProductCreate']
/** What to change of a product; what is left out stays. */
export type ProductUpdate = components['schemas']['ProductUpdate']
/** By SKU, with `limit` and `cursor`. */
export type ProductQuery = Query<'/products'>
