import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  disableWebhookEndpoint,
  enableWebhookEndpoint,
  listWebhookEndpoints,
  retrieveWebhookEndpoint,
  rotateWebhookSecret,
  testWebhookEndpoint,
  updateWebhookEndpoint,
} from '../operations/webhook-endpoint.ts'

import { withPin } from '../versions/pin.ts'

export const webhookEndpointRoutes = [
  bind(spec.createWebhookEndpoint, (tx, { body, vault, versions }) =>
    createWebhookEndpoint(tx, withPin(body, versions), vault),
  ),
  bind(spec.retrieveWebhookEndpoint, (tx, { id }) => retrieveWebhookEndpoint(tx, id)),
  bind(spec.listWebhookEndpoints, (tx, { page }) => listWebhookEndpoints(tx, page)),
  bind(spec.updateWebhookEndpoint, (tx, { id, body, versions }) =>
    updateWebhookEndpoint(tx, id, withPin(body, versions)),
  ),
  bind(spec.deleteWebhookEndpoint, (tx, { id }) => deleteWebhookEndpoint(tx, id)),
  bind(spec.rotateWebhookSecret, (tx, { id, body, vault }) => rotateWebhookSecret(tx, id, { body, vault })),
  bind(spec.disableWebhookEndpoint, (tx, { id }) => disableWebhookEndpoint(tx, id)),
  bind(spec.enableWebhookEndpoint, (tx, { id }) => enableWebhookEndpoint(tx, id)),
  bind(spec.testWebhookEndpoint, (tx, { id }) => testWebhookEndpoint(tx, id)),
]
