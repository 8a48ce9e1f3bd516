import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import {
  createApiKey,
  listApiKeys,
  retrieveApiKey,
  revokeApiKey,
  rotateApiKey,
} from '../operations/api-key.ts'

import { withPin } from '../versions/pin.ts'

export const apiKeyRoutes = [
  bind(spec.createApiKey, (tx, { body, actor, versions }) =>
    createApiKey(tx, withPin(body, versions), actor),
  ),
  bind(spec.retrieveApiKey, (tx, { id }) => retrieveApiKey(tx, id)),
  bind(spec.listApiKeys, (tx, { page }) => listApiKeys(tx, page)),
  bind(spec.rotateApiKey, (tx, { id, body, actor, versions }) =>
    rotateApiKey(tx, id, withPin(body, versions), actor),
  ),
  bind(spec.revokeApiKey, (tx, { id }) => revokeApiKey(tx, id)),
]
