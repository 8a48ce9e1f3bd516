import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { listDeliveries, replayDelivery, retrieveDelivery } from '../operations/delivery.ts'
import { replayDeliveries } from '../operations/delivery-replay.ts'

export const deliveryRoutes = [
  bind(spec.listDeliveries, (tx, { query, page }) => listDeliveries(tx, query, page)),
  bind(spec.retrieveDelivery, (tx, { id }) => retrieveDelivery(tx, id)),
  bind(spec.replayDelivery, (tx, { id }) => replayDelivery(tx, id)),
  bind(spec.replayDeliveries, (tx, { body }) => replayDeliveries(tx, body)),
]
