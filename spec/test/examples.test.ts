import { describe, expect, test } from 'vitest'
import { example } from '../src/example.ts'
import {
  Event,
  eventExample,
  eventSchemas,
  eventTypes,
  Problem,
  problemCodes,
  problemExample,
  routes,
} from '../src/index.ts'

const answers = routes.flatMap((route) =>
  Object.entries(route.answers).map(([status, answer]) => ({
    name: `${route.operationId} ${status}`,
    ...answer,
  })),
)
const withSchema = answers.filter(({ schema }) => schema !== undefined)
const withBody = routes.filter(({ body }) => body !== undefined)

describe('examples', () => {
  test.each(withSchema)('the answer of $name is what its schema says', ({ schema, example: shown }) => {
    expect(schema?.safeParse(shown)).toMatchObject({ success: true })
  })

  test.each(withBody)('the body of $operationId is one that it takes', ({ body, bodyExample }) => {
    expect(body?.safeParse(bodyExample)).toMatchObject({ success: true })
  })

  test.each(eventTypes)('the event %s is what its schema says, and so is the union', (type) => {
    expect(eventSchemas[type].safeParse(eventExample(type))).toMatchObject({ success: true })
    expect(Event.safeParse(eventExample(type))).toMatchObject({ success: true, data: { type } })
  })

  test.each(problemCodes)('the problem %s is what its schema says', (code) => {
    expect(Problem.strict().safeParse(problemExample(code))).toMatchObject({ success: true, data: { code } })
  })

  test('an answer without a schema is one without a body', () => {
    for (const answer of answers) expect(answer.schema === undefined).toBe(answer.example === undefined)
  })

  test('every id is a prefix and a ULID', () => {
    const { at: _, ...ids } = example
    for (const id of Object.values(ids)) expect(id).toMatch(/^[a-z]{2,3}_[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
  })

  test('phones in events are masked', () => {
    for (const type of eventTypes) expect(JSON.stringify(eventExample(type))).not.toMatch(/\+\d{8,}/)
  })
})
