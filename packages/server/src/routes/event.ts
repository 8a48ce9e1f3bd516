import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { listEvents, retrieveEvent } from '../operations/event.ts'

export const eventRoutes = [
  bind(spec.listEvents, (tx, { query, page }) => listEvents(tx, query, page)),
  bind(spec.retrieveEvent, (tx, { id }) => retrieveEvent(tx, id)),
]
