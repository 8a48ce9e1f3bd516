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

export type Product = components['schemas']['Product']
export type ProductCreate = components['schemas']['ProductCreate']
export type ProductUpdate = components['schemas']['ProductUpdate']
export type ProductQuery = Query<'/products'>
