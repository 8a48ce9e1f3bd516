import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { createStore, listStores, retrieveStore } from '../operations/store.ts'

export const storeRoutes = [
  bind(spec.createStore, (tx, { body }) => createStore(tx, body)),
  bind(spec.retrieveStore, (tx, { id }) => retrieveStore(tx, id)),
  bind(spec.listStores, (tx, { page }) => listStores(tx, page)),
]
