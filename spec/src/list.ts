import { z } from '@hono/zod-openapi'

export const DEFAULT_LIMIT = 20
export const MAX_LIMIT = 100

export const MAX_WHOLE_NUMBER = 999_999_999_999_999

/** A whole number written in a query, up to 15 digits. */
const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, { error: 'must be a whole number', abort: true })
  .transform(Number)

/** What every list takes beside its filters. */
export const listQuery = {
  limit: wholeNumber.pipe(z.int().min(1).max(MAX_LIMIT)).optional().openapi({
    type: 'integer',
    minimum: 1,
    maximum: MAX_LIMIT,
    default: DEFAULT_LIMIT,
    description: 'Rows a page.',
  }),
  cursor: z.string().min(1).max(1024).optional().openapi({
    description: '`next_cursor` of the page before; opaque, and bound to this list and its filters.',
  }),
}

export const sequenceNumber = wholeNumber

/** A page of a list, newest first unless the list says otherwise. */
export const pageOf = <S extends z.ZodType>(name: string, row: S) =>
  z
    .strictObject({
      data: z.array(row),
      has_more: z.boolean().openapi({ description: 'Whether another page follows.' }),
      next_cursor: z
        .string()
        .nullable()
        .openapi({ description: 'Send it as `cursor` for the next page; null on the last.' }),
    })
    .openapi(name)
