import { type EventType, eventExample, events, eventTypes } from '../../src/index.ts'
import { signatureRefs } from './parameters.ts'
import type { RouteConfig } from './shape.ts'

export const WEBHOOKS_TAG = 'Webhooks'

const pascal = (type: string) =>
  type
    .split(/[._]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

// By name: the registry writes webhooks before all schemas, so it would meet theirs in the wrong order.
const schemaOf = (type: EventType) => ({ $ref: `#/components/schemas/${pascal(type)}Event` })

/** One webhook an event type, as the registry takes it. */
export const webhooks = eventTypes.map((type) => webhook(type))

function webhook(type: EventType): RouteConfig {
  return {
    method: 'post',
    path: type,
    operationId: `on${pascal(type)}`,
    tags: [WEBHOOKS_TAG],
    summary: type,
    description: `${events[type].when} \`data\` is the resource as it was then, with phones masked.`,
    security: [],
    parameters: [...signatureRefs],
    request: {
      body: {
        required: true,
        content: { 'application/json': { schema: schemaOf(type), example: eventExample(type) } },
      },
    },
    responses: {
      '2XX': { description: 'Received.' },
      default: {
        description:
          'A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint.',
      },
    },
  }
}
