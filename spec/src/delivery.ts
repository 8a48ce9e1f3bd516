import { z } from '@hono/zod-openapi'
import { EventTypeName } from './event-type.ts'
import { example, stamps } from './example.ts'
import { timestamp, timestampQuery } from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'

export const deliveryStatuses = ['pending', 'succeeded', 'cancelled', 'dead_letter'] as const
const DeliveryStatus = z.enum(deliveryStatuses).openapi('DeliveryStatus')

/** How much of a receiver's answer is kept. */
export const MAX_RESPONSE_BODY_BYTES = 20_000

export const DeliveryAttempt = z
  .strictObject({
    id: z.string().openapi({ example: example.attempt }),
    at: timestamp(),
    status: z
      .int()
      .nullable()
      .openapi({ description: "The receiver's HTTP status; null when there was no answer." }),
    latency_ms: z.int(),
    response_body: z
      .string()
      .nullable()
      .openapi({ description: `The first ${MAX_RESPONSE_BODY_BYTES} bytes of its answer.` }),
    error: z.string().nullable().openapi({ description: 'Why there was no answer.' }),
  })
  .openapi('DeliveryAttempt')

export const Delivery = z
  .strictObject({
    ...resource('delivery', 'dlv'),
    event_id: z.string(),
    event_type: EventTypeName,
    endpoint_id: z.string(),
    status: DeliveryStatus.openapi({
      description:
        '`cancelled`: its endpoint was deleted. `dead_letter`: all attempts failed; `replay` sends it again.',
    }),
    attempts: z.array(DeliveryAttempt),
    next_attempt_at: timestamp().nullable(),
    ...stamped,
  })
  .openapi('Delivery')
export type Delivery = z.infer<typeof Delivery>

const deliveryExample = {
  id: example.delivery,
  object: 'delivery',
  event_id: example.event,
  event_type: 'invoice.created',
  endpoint_id: example.endpoint,
  status: 'succeeded',
  attempts: [
    { id: example.attempt, at: example.at, status: 200, latency_ms: 12, response_body: 'ok', error: null },
  ],
  next_attempt_at: null,
  ...stamps,
}

const one = (description: string) => ({ description, schema: Delivery, example: deliveryExample })

export const listDeliveries = defineRoute({
  operationId: 'listDeliveries',
  method: 'get',
  path: '/deliveries',
  tag: 'Deliveries',
  summary: 'List deliveries',
  description: 'Newest first, with their attempts.',
  scope: 'deliveries:read',
  query: z.strictObject({
    endpoint_id: z.string().max(255).optional().openapi({ description: 'To this endpoint.' }),
    event_id: z.string().max(255).optional().openapi({ description: 'Of this event.' }),
    status: DeliveryStatus.optional().openapi({ param: { description: 'In this state.' } }),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of deliveries.',
      schema: pageOf('DeliveryList', Delivery),
      example: { data: [deliveryExample], has_more: false, next_cursor: null },
    },
  },
  problems: ['unknown_reference'],
})

export const retrieveDelivery = defineRoute({
  operationId: 'retrieveDelivery',
  method: 'get',
  path: '/deliveries/{id}',
  tag: 'Deliveries',
  summary: 'Retrieve a delivery',
  description: 'One delivery with its attempts.',
  scope: 'deliveries:read',
  answers: { 200: one('The delivery.') },
  problems: [],
})

export const replayDelivery = defineRoute({
  operationId: 'replayDelivery',
  method: 'post',
  path: '/deliveries/{id}/replay',
  tag: 'Deliveries',
  summary: 'Replay a delivery',
  description: 'Sends the event again under the same `webhook-id`, beginning the schedule anew.',
  scope: 'deliveries:write',
  answers: { 200: one('The delivery, pending again.') },
  problems: ['invalid_state'],
})

/** A call replays so many at the most. */
export const MAX_REPLAYED = 1000

export const replayDeliveries = defineRoute({
  operationId: 'replayDeliveries',
  method: 'post',
  path: '/deliveries/replay',
  tag: 'Deliveries',
  summary: 'Replay many deliveries',
  description: `Sends again all deliveries that match, oldest first, ${MAX_REPLAYED} at the most a call.`,
  scope: 'deliveries:write',
  body: z
    .strictObject({
      endpoint_id: z.string().max(255).optional().openapi({ description: 'To this endpoint.' }),
      event_type: EventTypeName.optional(),
      status: z
        .enum(['dead_letter', 'succeeded'])
        .optional()
        .openapi({ description: '`dead_letter` unless said otherwise.' }),
      from: timestampQuery('Made at this time or later.'),
      to: timestampQuery('Made before this time.'),
    })
    .openapi('DeliveriesReplay'),
  bodyExample: { endpoint_id: example.endpoint, status: 'dead_letter' },
  answers: {
    200: {
      description: 'How many are pending again.',
      schema: z
        .strictObject({
          object: z.literal('deliveries_replay'),
          replayed: z.int(),
          has_more: z.boolean().openapi({ description: 'Whether others match: call again.' }),
          livemode: z.boolean(),
        })
        .openapi('DeliveriesReplayed'),
      example: { object: 'deliveries_replay', replayed: 12, has_more: false, livemode: false },
    },
  },
  problems: ['unknown_reference'],
})
