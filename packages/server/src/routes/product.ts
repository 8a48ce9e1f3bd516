import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import {
  archiveProduct,
  createProduct,
  listProducts,
  retrieveProduct,
  updateProduct,
} from '../operations/product.ts'

export const productRoutes = [
  bind(spec.createProduct, (tx, { body }) => createProduct(tx, body)),
  bind(spec.retrieveProduct, (tx, { id }) => retrieveProduct(tx, id)),
  bind(spec.listProducts, (tx, { query, page }) => listProducts(tx, query, page)),
  bind(spec.updateProduct, (tx, { id, body }) => updateProduct(tx, id, body)),
  bind(spec.archiveProduct, (tx, { id }) => archiveProduct(tx, id)),
]
