import { z } from '@hono/zod-openapi'
import { EventTypeName } from './event-type.ts'
import { example } from './example.ts'
import { countOf, rule, timeGiven, timestamp } from './field.ts'
import { defineRoute } from './route.ts'

export const MAX_ADVANCE_STEPS = 10_000

export const TestClock = z
  .strictObject({
    object: z.literal('test_clock'),
    now: timestamp(),
    ahead_ms: z.int().openapi({ description: 'How far it was advanced; it only grows.' }),
    livemode: z.literal(false),
  })
  .openapi('TestClock')
export type TestClock = z.infer<typeof TestClock>

export const TestClockAdvanceRequest = rule(
  z.strictObject({
    by: z.string().max(40).optional().openapi({
      description: 'A number and a unit: seconds, minutes, hours, days, weeks.',
      example: '8 days',
    }),
    to: timeGiven().optional().openapi({ description: 'A time ahead.' }),
  }),
  (value) => countOf(value, ['by', 'to']) === 1,
  { path: ['by'], code: 'one_of', error: 'say how far with `by` or until when with `to`, one of the two' },
).openapi('TestClockAdvanceRequest')
export type TestClockAdvanceRequest = z.infer<typeof TestClockAdvanceRequest>

export const TestClockAdvance = z
  .strictObject({
    object: z.literal('test_clock_advance'),
    from: timestamp(),
    now: timestamp(),
    done: z
      .boolean()
      .openapi({ description: 'False when the call stopped on the way: call again for the rest.' }),
    happened: z
      .array(
        z.strictObject({
          at: timestamp(),
          what: z.string().openapi({ example: 'invoice.overdue' }),
          id: z.string().openapi({ example: example.invoice }),
        }),
      )
      .openapi({ description: `What fell due, in order; ${MAX_ADVANCE_STEPS} at the most.` }),
    livemode: z.literal(false),
  })
  .openapi('TestClockAdvance')
export type TestClockAdvance = z.infer<typeof TestClockAdvance>

const shared = { tag: 'Test helpers', testOnly: true } as const

export const retrieveTestClock = defineRoute({
  ...shared,
  operationId: 'retrieveTestClock',
  method: 'get',
  path: '/test/clock',
  summary: 'Read the clock of the test environment',
  description: 'Test keys only; a live key gets 404.',
  scope: 'test:read',
  answers: {
    200: {
      description: 'The time there.',
      schema: TestClock,
      example: { object: 'test_clock', now: example.at, ahead_ms: 691_200_000, livemode: false },
    },
  },
  problems: [],
})

export const advanceTestClock = defineRoute({
  ...shared,
  operationId: 'advanceTestClock',
  method: 'post',
  path: '/test/clock/advance',
  summary: 'Advance the clock',
  description:
    'All that falls due on the way happens in order before the answer, which lists it: reminders, overdue invoices, expiring links, webhook retries. Test keys only; a live key gets 404.',
  scope: 'test:write',
  body: TestClockAdvanceRequest,
  bodyExample: { by: '8 days' },
  answers: {
    200: {
      description: 'What happened on the way.',
      schema: TestClockAdvance,
      example: {
        object: 'test_clock_advance',
        from: example.at,
        now: '2026-07-06T10:14:22.000Z',
        done: true,
        happened: [{ at: '2026-07-05T10:14:22.000Z', what: 'invoice.overdue', id: example.invoice }],
        livemode: false,
      },
    },
  },
  problems: ['clock_busy'],
})

export const triggerTestEvent = defineRoute({
  ...shared,
  operationId: 'triggerTestEvent',
  method: 'post',
  path: '/test/trigger',
  summary: 'Make an event happen',
  description:
    'Does whatever leads to an event of this type, with records of its own: the event is a real one. Test keys only; a live key gets 404.',
  scope: 'test:write',
  body: z.strictObject({ type: EventTypeName }).openapi('TestTrigger'),
  bodyExample: { type: 'invoice.sent' },
  answers: {
    200: {
      description: 'The events that it led to, by id.',
      schema: z
        .strictObject({
          object: z.literal('test_trigger'),
          event_ids: z.array(z.string()),
          livemode: z.literal(false),
        })
        .openapi('TestTriggered'),
      example: { object: 'test_trigger', event_ids: [example.event], livemode: false },
    },
  },
  problems: [],
})

export const TestReset = z
  .strictObject({
    object: z.literal('test_reset'),
    generation: z.int().openapi({ description: 'How often the environment has begun anew.' }),
    now: timestamp(),
    livemode: z.literal(false),
  })
  .openapi('TestReset')
export type TestReset = z.infer<typeof TestReset>

export const resetTestEnvironment = defineRoute({
  ...shared,
  operationId: 'resetTestEnvironment',
  method: 'post',
  path: '/test/reset',
  summary: 'Begin the test environment anew',
  description:
    "Everything in it is gone, webhook endpoints and the clock's advance included; sequences and invoice numbers begin at 1. The tenant's profile and its API keys stay. Test keys only; a live key gets 404.",
  scope: 'test:write',
  answers: {
    200: {
      description: 'The environment is empty.',
      schema: TestReset,
      example: { object: 'test_reset', generation: 1, now: example.at, livemode: false },
    },
  },
  problems: [],
})
