import { z } from '@hono/zod-openapi'
import { id, timestamp } from './field.ts'

/** The members that every resource opens with. */
export const resource = (word: string, prefix: string) => ({
  id: id(prefix),
  object: z.literal(word).openapi({ description: 'The kind of resource.' }),
})

/** The members that every resource closes with. */
export const stamped = {
  created_at: timestamp(),
  updated_at: timestamp(),
  livemode: z.boolean().openapi({ description: 'True for live keys, false for test keys.' }),
}
