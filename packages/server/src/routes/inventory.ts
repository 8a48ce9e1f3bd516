import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { adjustInventory, listStockMovements, retrieveInventory } from '../operations/inventory.ts'

export const inventoryRoutes = [
  bind(spec.retrieveInventory, (tx, { id }) => retrieveInventory(tx, id)),
  bind(spec.adjustInventory, (tx, { id, body }) => adjustInventory(tx, id, body)),
  bind(spec.listStockMovements, (tx, { id, query, page }) => listStockMovements(tx, id, query, page)),
]
