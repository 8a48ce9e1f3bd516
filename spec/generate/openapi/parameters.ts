import {
  IDEMPOTENCY_KEY_MAX_LENGTH,
  isMutation,
  pathParameters,
  type RouteDefinition,
} from '../../src/index.ts'
import { SUPPORTED_API_VERSIONS } from '../../src/version.ts'
import { idWordOf, spoken, type Word, wordOfPath, words } from '../words.ts'
import type { Json, Reference } from './shape.ts'

const pascal = (word: string) =>
  word
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

const ref = (name: string): Reference => ({ $ref: `#/components/parameters/${name}` })

/** References to all parameters of a route but its query: path ids, then headers. */
export function parameterRefs(route: RouteDefinition): Reference[] {
  const word = wordOfPath(route.path)
  const ids = pathParameters(route).map((name) => {
    if (word === undefined || name !== parameterName(word))
      throw new Error(`No id parameter is known for ${route.path}`)
    return ref(`${pascal(nameOf(word))}Id`)
  })
  const headers = [
    'TenantId',
    'ApiVersion',
    'KeyInflection',
    'TestFault',
    ...(isMutation(route) ? ['IdempotencyKey'] : []),
  ]
  return [...ids, ...headers.map(ref)]
}

const nameOf = ({ word, one = word }: Word) => one

/** `/products/{id}`, but `/inventory/{product_id}`. */
const parameterName = ({ idOf }: Word) => (idOf === undefined ? 'id' : `${idOf}_id`)

const idParameter = (word: Word): [string, Json] => [
  `${pascal(nameOf(word))}Id`,
  {
    name: parameterName(word),
    in: 'path',
    required: true,
    description: `Id of the ${spoken(idWordOf(word))}. An id that leads nowhere, malformed ones included, is a 404.`,
    schema: { type: 'string' },
    example: idWordOf(word).exampleId,
  },
]

const headers: Record<string, Json> = {
  TenantId: {
    name: 'tenant-id',
    in: 'header',
    description:
      'The tenant that is meant, among those that the key serves. A key with one tenant may leave it out.',
    schema: { type: 'string' },
    example: words[0]?.exampleId,
  },
  ApiVersion: {
    name: 'API-Version',
    in: 'header',
    description: `The version that is spoken: ${SUPPORTED_API_VERSIONS.join(', ')}, with or without a leading \`v\`. The current one if left out.`,
    schema: { type: 'string' },
    example: SUPPORTED_API_VERSIONS[0],
  },
  KeyInflection: {
    name: 'Key-Inflection',
    in: 'header',
    description:
      'How names are written in both bodies, the query and `errors[].pointer`. `snake` unless sent, but `camel` under `/api/v1`. Never changes names inside `metadata` or in events.',
    schema: { type: 'string', enum: ['snake', 'camel'] },
    example: 'snake',
  },
  TestFault: {
    name: 'X-Test-Fault',
    in: 'header',
    description:
      'For tests, with a test key alone: what is to go wrong. The work is rolled back (`before_commit`) or done (`after_commit`) and the connection breaks; the answer is slow by so many milliseconds (`delay:`, up to 30000); or the server refuses, as it would. With a live key it is not read.',
    schema: {
      type: 'string',
      pattern: '^(before_commit|after_commit|delay:\\d{1,5}|status:500|status:503|rate_limit)$',
    },
    example: 'after_commit',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Sent again with the same key, a request has one effect and gets the first answer, for 72 hours. With another body it is refused.',
    schema: { type: 'string', minLength: 1, maxLength: IDEMPOTENCY_KEY_MAX_LENGTH },
    example: '9f2c8a41-4d1a-4b7e-9c55-1f0a2b3ce7b3',
  },
}

const signatures: Record<string, Json> = {
  WebhookId: {
    name: 'webhook-id',
    in: 'header',
    required: true,
    description: "The event's id: the same at every attempt, so that a receiver can drop what it has seen.",
    schema: { type: 'string' },
    example: words.find(({ word }) => word === 'event')?.exampleId,
  },
  WebhookTimestamp: {
    name: 'webhook-timestamp',
    in: 'header',
    required: true,
    description: 'Unix seconds of this attempt. Refuse one that is more than five minutes away.',
    schema: { type: 'string' },
    example: '1782641662',
  },
  WebhookSignature: {
    name: 'webhook-signature',
    in: 'header',
    required: true,
    description:
      'Standard Webhooks 1.0.0: `v1,` and the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`, one for each valid secret, separated by spaces. The key is what follows `whsec_`, decoded from base64.',
    schema: { type: 'string' },
    example: 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  },
  BillkartSignature: {
    name: 'X-Billkart-Signature',
    in: 'header',
    required: true,
    description:
      '`t=<unix seconds>,v1=<hex HMAC-SHA256 of t.body>`, beside the other for receivers of the till API.',
    schema: { type: 'string' },
    example: 't=1782641662,v1=9b1c0f0e2d3a4b5c6d7e8f901a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d',
  },
}

/** In `components.parameters`. */
export const signatureNames: readonly string[] = Object.keys(signatures)
export const signatureRefs: readonly Reference[] = signatureNames.map(ref)

/** `components.parameters`: only ids that some path has. */
export function parameterComponents(routes: readonly RouteDefinition[]): Record<string, Json> {
  const withIds = routes
    .filter((route) => pathParameters(route).length > 0)
    .map(({ path }) => wordOfPath(path))
  const withId = words.filter((word) => withIds.includes(word))
  return { ...Object.fromEntries(withId.map(idParameter)), ...headers, ...signatures }
}
