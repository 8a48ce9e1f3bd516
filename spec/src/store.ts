import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import { metadata, text } from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'

/** Of one environment: an inventory answers with the stock of every store. */
export const MAX_STORES = 500

export const StoreCreate = z
  .strictObject({
    name: text(200).openapi({ example: 'Indiranagar' }),
    metadata: metadata().optional(),
  })
  .openapi('StoreCreate')
export type StoreCreate = z.infer<typeof StoreCreate>

export const Store = z
  .strictObject({
    ...resource('store', 'sto'),
    name: z.string(),
    is_default: z.boolean().openapi({
      description: 'True for one store of the environment: it is meant wherever none is named.',
    }),
    metadata: metadata(),
    ...stamped,
  })
  .openapi('Store')
export type Store = z.infer<typeof Store>

export const storeExample = {
  id: example.store,
  object: 'store',
  name: 'Main store',
  is_default: true,
  metadata: {},
  ...stamps,
}

/** What a publishable key may read: where one can buy. */
const publicMembers = ['id', 'object', 'name', 'is_default', 'livemode'] as const

const one = (description: string) => ({ description, schema: Store, example: storeExample })

export const createStore = defineRoute({
  operationId: 'createStore',
  method: 'post',
  path: '/stores',
  tag: 'Stores',
  summary: 'Create a store',
  description: `A place beside the default store, which every environment has. ${MAX_STORES} at most.`,
  scope: 'stores:write',
  body: StoreCreate,
  bodyExample: { name: 'Indiranagar' },
  answers: {
    201: {
      description: 'The new store; nothing is in it.',
      schema: Store,
      example: { ...storeExample, name: 'Indiranagar', is_default: false },
    },
  },
  problems: ['too_many_stores'],
})

export const retrieveStore = defineRoute({
  operationId: 'retrieveStore',
  method: 'get',
  path: '/stores/{id}',
  tag: 'Stores',
  summary: 'Retrieve a store',
  description: 'One store by its id.',
  scope: 'stores:read',
  publishable: publicMembers,
  answers: { 200: one('The store.') },
  problems: [],
})

export const listStores = defineRoute({
  operationId: 'listStores',
  method: 'get',
  path: '/stores',
  tag: 'Stores',
  summary: 'List stores',
  description: 'Newest first.',
  scope: 'stores:read',
  publishable: publicMembers,
  query: z.strictObject(listQuery),
  answers: {
    200: {
      description: 'A page of stores.',
      schema: pageOf('StoreList', Store),
      example: { data: [storeExample], has_more: false, next_cursor: null },
    },
  },
  problems: [],
})
