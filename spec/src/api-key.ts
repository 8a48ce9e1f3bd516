import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import { metadata, pinnedVersion, text, timeGiven, timestamp, versionPin } from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute, scopes } from './route.ts'
import { CURRENT_API_VERSION } from './version.ts'

/** A rotated key may go on for 30 days at most. */
export const MAX_GRACE_SECONDS = 30 * 24 * 60 * 60
const MAX_TENANTS = 100

export const apiKeyKinds = ['secret', 'publishable'] as const
const ScopeName = z.enum(['*', ...scopes]).openapi('Scope')
const scopeList = () =>
  z
    .array(ScopeName)
    .min(1)
    .max(scopes.length + 1)

export const graceSeconds = (what: string) =>
  z.int().min(0).max(MAX_GRACE_SECONDS).optional().openapi({ description: what, example: 3600 })

export const ApiKeyCreate = z
  .strictObject({
    kind: z.enum(apiKeyKinds).optional().openapi({ description: '`secret` unless said otherwise.' }),
    name: text(100).nullable().optional().openapi({ example: 'Warehouse' }),
    scopes: scopeList().optional().openapi({
      description: "What the key may do; this key's own scopes if left out. `…:write` includes `…:read`.",
    }),
    tenant_ids: z
      .array(z.string().max(255))
      .min(1)
      .max(MAX_TENANTS)
      .optional()
      .openapi({
        description: 'The tenants it serves; the tenant of this request if left out.',
        example: [example.tenant],
      }),
    expires_at: timeGiven()
      .nullable()
      .optional()
      .openapi({ description: 'When it stops being valid; never if left out.' }),
    api_version: versionPin(
      'What it speaks when a request names no `API-Version`; the current one if left out.',
    ),
    metadata: metadata().optional(),
  })
  .openapi('ApiKeyCreate')
export type ApiKeyCreate = z.infer<typeof ApiKeyCreate>

export const ApiKeyRotate = z
  .strictObject({
    grace_seconds: graceSeconds('How long the old key stays valid; 0, at once, if left out.'),
    api_version: versionPin('What the new key speaks; as the old one if left out.'),
  })
  .openapi('ApiKeyRotate')
export type ApiKeyRotate = z.infer<typeof ApiKeyRotate>

export const ApiKey = z
  .strictObject({
    ...resource('api_key', 'key'),
    kind: z.enum(apiKeyKinds),
    name: z.string().nullable(),
    prefix: z
      .string()
      .openapi({ description: 'How the key begins: its kind and mode.', example: 'sk_test_' }),
    last4: z.string().openapi({ description: 'How it ends.', example: 'x7Qa' }),
    scopes: z.array(ScopeName),
    tenant_ids: z.array(z.string()),
    api_version: pinnedVersion().openapi({
      description: 'What it speaks when a request names no `API-Version`.',
    }),
    last_used_at: timestamp().nullable().openapi({ description: 'To the minute.' }),
    expires_at: timestamp().nullable(),
    revoked_at: timestamp().nullable(),
    secret: z.string().nullable().openapi({
      description: 'The key itself: in the answer that makes it and never again.',
      'x-sensitive': true,
    }),
    metadata: metadata(),
    ...stamped,
  })
  .openapi('ApiKey')
export type ApiKey = z.infer<typeof ApiKey>

const keyExample = {
  id: example.apiKey,
  object: 'api_key',
  kind: 'secret',
  name: 'Warehouse',
  prefix: 'sk_test_',
  last4: 'x7Qa',
  scopes: ['products:read', 'invoices:write'],
  tenant_ids: [example.tenant],
  api_version: CURRENT_API_VERSION,
  last_used_at: null,
  expires_at: null,
  revoked_at: null,
  secret: null,
  metadata: {},
  ...stamps,
}

const newKey = (description: string) => ({
  description,
  schema: ApiKey,
  example: { ...keyExample, secret: 'sk_test_01J9XG6T4S0Q2V8N3M5K7P9R1A_…' },
  secret: true,
})

export const createApiKey = defineRoute({
  operationId: 'createApiKey',
  method: 'post',
  path: '/api-keys',
  tag: 'API keys',
  summary: 'Create an API key',
  description:
    "A key of this key's mode with a subset of its scopes and tenants. `secret` is shown in this answer only.",
  scope: 'api_keys:write',
  body: ApiKeyCreate,
  bodyExample: { name: 'Warehouse', scopes: ['products:read', 'invoices:write'] },
  answers: { 201: newKey('The new key with its secret.') },
  problems: ['scope_exceeded'],
})

export const retrieveApiKey = defineRoute({
  operationId: 'retrieveApiKey',
  method: 'get',
  path: '/api-keys/{id}',
  tag: 'API keys',
  summary: 'Retrieve an API key',
  description: 'One key, without its secret.',
  scope: 'api_keys:read',
  answers: { 200: { description: 'The key.', schema: ApiKey, example: keyExample } },
  problems: [],
})

export const listApiKeys = defineRoute({
  operationId: 'listApiKeys',
  method: 'get',
  path: '/api-keys',
  tag: 'API keys',
  summary: 'List API keys',
  description: 'Newest first, without their secrets, revoked and expired ones included.',
  scope: 'api_keys:read',
  query: z.strictObject(listQuery),
  answers: {
    200: {
      description: 'A page of keys.',
      schema: pageOf('ApiKeyList', ApiKey),
      example: { data: [keyExample], has_more: false, next_cursor: null },
    },
  },
  problems: [],
})

export const rotateApiKey = defineRoute({
  operationId: 'rotateApiKey',
  method: 'post',
  path: '/api-keys/{id}/rotate',
  tag: 'API keys',
  summary: 'Rotate an API key',
  description: 'Makes a new key like it and ends the old one, at once or after a grace period.',
  scope: 'api_keys:write',
  body: ApiKeyRotate,
  bodyExample: { grace_seconds: 3600 },
  answers: { 201: newKey('The new key with its secret.') },
  problems: ['scope_exceeded', 'invalid_state'],
})

export const revokeApiKey = defineRoute({
  operationId: 'revokeApiKey',
  method: 'post',
  path: '/api-keys/{id}/revoke',
  tag: 'API keys',
  summary: 'Revoke an API key',
  description: 'It is refused from the next request on. Revoking it again changes nothing.',
  scope: 'api_keys:write',
  answers: {
    200: {
      description: 'The revoked key.',
      schema: ApiKey,
      example: { ...keyExample, revoked_at: example.at },
    },
  },
  problems: [],
})
