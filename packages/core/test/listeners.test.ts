import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { type Drift, reportDrift } from '../src/drift.ts'
import { masked } from '../src/masking.ts'
import { contact, failureOf, KEY, ok, problem, type Step, scripted } from './scripted.ts'

const person = {
  id: 'ctc_1',
  object: 'contact',
  name: 'Rahul K.',
  phone: '+919876543210',
  email: null,
  address: { line1: '1 MG Road', city: 'Bengaluru' },
  metadata: { diagnosis: 'none' },
  created_at: '2026-06-28T10:14:22.000Z',
}
const made: Step = { status: 201, body: person }

function logger() {
  return { debug: vi.fn(), warn: vi.fn() }
}

describe('the logger', () => {
  test('is told no body unless it is asked for', async () => {
    const log = logger()
    await scripted([made], { logger: log }).create()
    const [, facts] = log.debug.mock.calls[0] ?? []
    expect(facts).toMatchObject({ operation: 'POST /contacts', attempt: 1, status: 201, error: null })
    expect(inspect(log.debug.mock.calls)).not.toMatch(/Rahul|9876543210/)
    expect(facts).not.toHaveProperty('requestBody')
  })

  test('asked for bodies is told them with what is personal or secret masked', async () => {
    const log = logger()
    await scripted([made], { logger: log, logBodies: masked }).create()
    const [, facts] = log.debug.mock.calls[0] ?? []
    expect(facts.requestBody).toEqual({ name: '••••', phone: '••••' })
    expect(facts.responseBody).toEqual({
      ...person,
      name: '••••',
      phone: '••••',
      address: '••••',
      metadata: '••••',
    })
  })

  test('is told the problem of a refusal, and of a broken answer nothing', async () => {
    const log = logger()
    const { create } = scripted(
      [problem(422, 'validation_failed'), { status: 502, body: '<html>Rahul</html>' }],
      {
        logger: log,
        logBodies: masked,
        maxRetries: 0,
      },
    )
    await failureOf(create())
    await failureOf(create())
    const [refused, broken] = log.warn.mock.calls.map(([, facts]) => facts.responseBody)
    expect(refused).toMatchObject({ code: 'validation_failed' })
    expect(broken).toBeUndefined()
  })

  test('is never told a key, bodies or not', async () => {
    const log = logger()
    const secret = { id: 'key_1', object: 'api_key', secret: KEY }
    await scripted([{ status: 201, body: secret }], { logger: log, logBodies: masked }).create()
    expect(log.debug).toHaveBeenCalledOnce()
    expect(inspect(log.debug.mock.calls, { depth: 9 })).not.toContain(KEY)
  })
})

describe('onDrift', () => {
  const invoice = {
    object: 'invoice',
    status: 'open',
    customer: { name: 'R', phone: null },
    metadata: { a: 'b' },
  }

  async function drifts(body: unknown): Promise<Drift[]> {
    const found: Drift[] = []
    const { client } = scripted([{ status: 200, body }], {
      onDrift: reportDrift((drift) => found.push(drift)),
    })
    expect(await client.request('get', '/invoices/{id}', { path: { id: 'inv_1' } })).toEqual(body)
    return found
  }

  test('is silent about what is known, and about what users wrote', async () => {
    expect(await drifts(invoice)).toEqual([])
    expect(await drifts({ object: 'list', data: [invoice] })).toHaveLength(1)
    expect(await drifts({ data: [invoice], has_more: false, next_cursor: null })).toEqual([])
  })

  test('tells of a new member, value, kind and event, wherever they stand', async () => {
    const operation = 'GET /invoices/{id}'
    expect(await drifts({ data: [{ ...invoice, mood: 'good', status: 'frozen' }] })).toEqual([
      { kind: 'value', operation, pointer: '/data/0/status', name: 'frozen' },
      { kind: 'member', operation, pointer: '/data/0/mood', name: 'mood' },
    ])
    expect(await drifts({ ...invoice, customer: { 'a/b': 1 } })).toEqual([
      { kind: 'member', operation, pointer: '/customer/a~1b', name: 'a/b' },
    ])
    expect(await drifts({ object: 'subscription', id: 'sub_1' })).toEqual([
      { kind: 'object', operation, pointer: '/object', name: 'subscription' },
    ])
    expect(await drifts({ object: 'event', type: 'invoice.melted', data: { ...invoice, mood: 1 } })).toEqual([
      { kind: 'event', operation, pointer: '/type', name: 'invoice.melted' },
      { kind: 'member', operation, pointer: '/data/mood', name: 'mood' },
    ])
  })
})

test('a logger, a mask, a drift report that throws costs no answer', async () => {
  const broken = () => {
    throw new Error('mine')
  }
  const log = { debug: broken, warn: broken }
  for (const more of [{ logger: log }, { logger: logger(), logBodies: broken }, { onDrift: broken }]) {
    const { create, sent } = scripted([{ fail: new Error('reset') }, ok], more)
    await expect(create()).resolves.toEqual({ id: 'ctc_1' })
    expect(sent).toHaveLength(2)
  }
  expect(contact.body.name).toBe('Rahul K.')
})

test('a logger or a drift report that is asynchronous and fails ends no process', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  const failing = async () => {
    throw new Error('mine')
  }
  const { create } = scripted([{ fail: new Error('reset') }, ok], {
    logger: { debug: failing, warn: failing },
    onDrift: failing,
  })
  await expect(create()).resolves.toEqual({ id: 'ctc_1' })
  await new Promise((resolve) => setTimeout(resolve, 10))
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})
