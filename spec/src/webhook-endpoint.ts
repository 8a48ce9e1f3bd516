import { z } from '@hono/zod-openapi'
import { graceSeconds } from './api-key.ts'
import { eventTypes } from './event-type.ts'
import { example, stamps } from './example.ts'
import { metadata, pinnedVersion, text, timestamp, versionPin } from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'
import { CURRENT_API_VERSION } from './version.ts'
import { https } from './web-address.ts'

export const MAX_IN_FLIGHT = 20

const EventTypeFilter = z.enum(['*', ...eventTypes]).openapi('EventTypeFilter')

const fields = {
  url: https(),
  event_types: z
    .array(EventTypeFilter)
    .min(1)
    .max(eventTypes.length + 1)
    .openapi({
      description: 'What it is told of; `["*"]` for all.',
      example: ['invoice.created', 'invoice.sent'],
    }),
  description: text(500).nullable().optional(),
  max_in_flight: z.int().min(1).max(MAX_IN_FLIGHT).optional().openapi({
    description: 'Deliveries under way at once; above 1 they may arrive out of order.',
    example: 1,
  }),
  api_version: versionPin('What its events are told in; the current one if left out when it is made.'),
  metadata: metadata().optional(),
}

export const WebhookEndpointCreate = z.strictObject(fields).openapi('WebhookEndpointCreate')
export type WebhookEndpointCreate = z.infer<typeof WebhookEndpointCreate>

export const WebhookEndpointUpdate = z.strictObject(fields).partial().openapi('WebhookEndpointUpdate')
export type WebhookEndpointUpdate = z.infer<typeof WebhookEndpointUpdate>

export const WebhookSecretRotate = z
  .strictObject({ grace_seconds: graceSeconds('How long the old secret signs along; a day if left out.') })
  .openapi('WebhookSecretRotate')
export type WebhookSecretRotate = z.infer<typeof WebhookSecretRotate>

export const WebhookEndpoint = z
  .strictObject({
    ...resource('webhook_endpoint', 'whk'),
    url: z.string(),
    event_types: z.array(EventTypeFilter),
    description: z.string().nullable(),
    status: z.enum(['enabled', 'disabled']),
    disabled_reason: z.string().nullable().openapi({
      description:
        '`requested`, `gone` (the receiver answered 410) or `failing` (five days of nothing but failure).',
    }),
    max_in_flight: z.int(),
    api_version: pinnedVersion().openapi({ description: 'What its events are told in.' }),
    secret: z.string().nullable().openapi({
      description: '`whsec_` and 32 bytes in base64: in the answer that makes it and never again.',
      'x-sensitive': true,
    }),
    secret_expires_at: timestamp()
      .nullable()
      .openapi({ description: 'Until when the secret before the last rotation signs along.' }),
    metadata: metadata(),
    ...stamped,
  })
  .openapi('WebhookEndpoint')
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>

export const endpointExample = {
  id: example.endpoint,
  object: 'webhook_endpoint',
  url: 'https://example.com/webhooks',
  event_types: ['invoice.created', 'invoice.sent'],
  description: null,
  status: 'enabled',
  disabled_reason: null,
  max_in_flight: 1,
  api_version: CURRENT_API_VERSION,
  secret: null,
  secret_expires_at: null,
  metadata: {},
  ...stamps,
}

const one = (description: string) => ({ description, schema: WebhookEndpoint, example: endpointExample })
const withSecret = (description: string) => ({
  description,
  schema: WebhookEndpoint,
  example: { ...endpointExample, secret: 'whsec_…' },
  secret: true,
})

const shared = { tag: 'Webhook endpoints' } as const

export const createWebhookEndpoint = defineRoute({
  ...shared,
  operationId: 'createWebhookEndpoint',
  method: 'post',
  path: '/webhooks',
  summary: 'Register a webhook endpoint',
  description: 'Signed events are posted to its address. With live keys the address must be https.',
  scope: 'webhooks:write',
  body: WebhookEndpointCreate,
  bodyExample: { url: 'https://example.com/webhooks', event_types: ['invoice.created', 'invoice.sent'] },
  answers: { 201: withSecret('The endpoint with its signing secret.') },
  problems: [],
})

export const retrieveWebhookEndpoint = defineRoute({
  ...shared,
  operationId: 'retrieveWebhookEndpoint',
  method: 'get',
  path: '/webhooks/{id}',
  summary: 'Retrieve a webhook endpoint',
  description: 'One endpoint, without its secret.',
  scope: 'webhooks:read',
  answers: { 200: one('The endpoint.') },
  problems: [],
})

export const listWebhookEndpoints = defineRoute({
  ...shared,
  operationId: 'listWebhookEndpoints',
  method: 'get',
  path: '/webhooks',
  summary: 'List webhook endpoints',
  description: 'Newest first, without their secrets.',
  scope: 'webhooks:read',
  query: z.strictObject(listQuery),
  answers: {
    200: {
      description: 'A page of endpoints.',
      schema: pageOf('WebhookEndpointList', WebhookEndpoint),
      example: { data: [endpointExample], has_more: false, next_cursor: null },
    },
  },
  problems: [],
})

export const updateWebhookEndpoint = defineRoute({
  ...shared,
  operationId: 'updateWebhookEndpoint',
  method: 'patch',
  path: '/webhooks/{id}',
  summary: 'Update a webhook endpoint',
  description: 'Changes the members that are sent; deliveries that wait go to the new address.',
  scope: 'webhooks:write',
  body: WebhookEndpointUpdate,
  bodyExample: { event_types: ['*'] },
  answers: { 200: one('The endpoint as it is now.') },
  problems: [],
})

export const deleteWebhookEndpoint = defineRoute({
  ...shared,
  operationId: 'deleteWebhookEndpoint',
  method: 'delete',
  path: '/webhooks/{id}',
  summary: 'Delete a webhook endpoint',
  description: 'Its waiting deliveries are cancelled.',
  scope: 'webhooks:write',
  answers: { 204: { description: 'It is gone.' } },
  problems: [],
})

export const rotateWebhookSecret = defineRoute({
  ...shared,
  operationId: 'rotateWebhookSecret',
  method: 'post',
  path: '/webhooks/{id}/rotate-secret',
  summary: 'Rotate the signing secret',
  description:
    'Makes a new secret; the old one signs along for a grace period, so that receivers can change over.',
  scope: 'webhooks:write',
  body: WebhookSecretRotate,
  bodyExample: { grace_seconds: 3600 },
  answers: { 200: withSecret('The endpoint with its new secret.') },
  problems: [],
})

export const disableWebhookEndpoint = defineRoute({
  ...shared,
  operationId: 'disableWebhookEndpoint',
  method: 'post',
  path: '/webhooks/{id}/disable',
  summary: 'Disable a webhook endpoint',
  description: 'Its deliveries wait until it is enabled. Disabling it again changes nothing.',
  scope: 'webhooks:write',
  answers: { 200: one('The disabled endpoint.') },
  problems: [],
})

export const enableWebhookEndpoint = defineRoute({
  ...shared,
  operationId: 'enableWebhookEndpoint',
  method: 'post',
  path: '/webhooks/{id}/enable',
  summary: 'Enable a webhook endpoint',
  description: 'Its waiting deliveries go on.',
  scope: 'webhooks:write',
  answers: { 200: one('The enabled endpoint.') },
  problems: [],
})

export const testWebhookEndpoint = defineRoute({
  ...shared,
  operationId: 'testWebhookEndpoint',
  method: 'post',
  path: '/webhooks/{id}/test',
  summary: 'Send a test event',
  description: 'Fires `webhook_endpoint.test` to this endpoint alone, whatever it is subscribed to.',
  scope: 'webhooks:write',
  answers: { 200: one('The endpoint; the event is on its way.') },
  problems: [],
})
