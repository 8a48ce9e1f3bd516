import { parseId } from '@bahi/core'
import { eventSchemas, routes } from '@bahi/spec'
import { eventFixture, fixture, type ResourceName, signedRequest } from '@bahi/testing'
import { generateSecret, type KnownEventType, verifyAsync } from '@bahi/webhooks'
import { webhookHandler } from '@bahi/webhooks/fetch'
import { expect, test } from 'vitest'
import { resources } from '../src/generated/examples.ts'

const names = Object.keys(resources) as ResourceName[] // the keys of a closed literal
const types = Object.keys(eventSchemas) as KnownEventType[] // likewise
const schemas = routes.flatMap((route) => Object.values(route.answers).flatMap(({ schema }) => schema ?? []))

test('fixture: there is one of each resource, and each is what the contract allows', () => {
  expect(names).toEqual(expect.arrayContaining(['Contact', 'Invoice', 'Payment', 'CreditNote', 'Event']))
  for (const name of names)
    expect(
      schemas.some((schema) => schema.safeParse(fixture(name)).success),
      name,
    ).toBe(true)
})

test('fixture: your members go over its own, and no test sees what another has changed', () => {
  const invoice = fixture('Invoice', { grand_total: 220 })
  invoice.items.length = 0
  expect(invoice.grand_total).toBe(220)
  expect(fixture('Invoice').items).toHaveLength(1)
})

test('a name that no compiler has checked is told which there are', () => {
  expect(() => fixture('Invoise' as 'Invoice')).toThrow(/no fixture "Invoise".*Invoice/)
  expect(() => eventFixture('constructor' as 'invoice.paid')).toThrow(
    /no fixture "constructor".*invoice\.paid/,
  )
})

test('eventFixture: there is one of each type, and each is what the contract allows', () => {
  expect(types.length).toBeGreaterThanOrEqual(14)
  for (const type of types) expect(eventSchemas[type].safeParse(eventFixture(type)).success, type).toBe(true)
})

test('eventFixture: no two types have one id or one place, so that a handler takes none for a repeat', async () => {
  const secret = generateSecret()
  const handled: string[] = []
  const POST = webhookHandler({ secrets: [secret], on: {}, onUnknown: ({ type }) => void handled.push(type) })
  for (const type of types) {
    const answer = await POST(signedRequest(eventFixture(type), { secret }))
    expect(await answer.json(), type).toEqual({ status: 'handled' })
  }
  expect(handled).toEqual(types)
  expect(new Set(types.map((type) => eventFixture(type).sequence)).size).toBe(types.length)
  for (const type of types) expect(parseId(eventFixture(type).id)).toMatchObject({ type: 'event' })
})

test('eventFixture: your members go over its own and over those of its data', () => {
  const event = eventFixture('invoice.paid', { sequence: 9, data: { invoice_no: 'INV-2026-00007' } })
  expect(event.sequence).toBe(9)
  expect(event.data.invoice_no).toBe('INV-2026-00007')
  expect(event.data.status).toBe('paid')
})

test('what no compiler has checked is refused: members of the data beside it, and what no request is signed of', () => {
  const misplaced = { grand_total: 220 } as object
  expect(() => eventFixture('invoice.paid', misplaced)).toThrow(
    'no option grand_total; there are id, sequence, created_at, livemode, data.',
  )
  expect(() => eventFixture('invoice.paid', { type: 'invoice.sent' } as object)).toThrow('no option type')
  const secret = generateSecret()
  const event = eventFixture('invoice.paid')
  expect(() => signedRequest({} as { id: string }, { secret })).toThrow('an event has an id')
  expect(() => signedRequest(event, { secret, sendAt: new Date() } as { secret: string })).toThrow(
    'no option sendAt',
  )
  const bare = secret as unknown as { secret: string }
  expect(() => signedRequest(event, bare)).toThrow('options are given as an object, not as a string.')
  for (const sentAt of ['2026-01-01', Date.now(), new Date('nonsense')])
    expect(() => signedRequest(event, { secret, sentAt: sentAt as Date })).toThrow('sentAt is a Date')
})

test('signedRequest: it is what the server would send, fresh unless told otherwise', async () => {
  const secret = generateSecret()
  const event = eventFixture('invoice.paid')
  const request = signedRequest(event, { secret })
  expect(await verifyAsync(await request.text(), request.headers, [secret])).toEqual(event)
  const old = signedRequest(event, { secret, sentAt: new Date(Date.now() - 3_600_000) })
  await expect(verifyAsync(await old.text(), old.headers, [secret])).rejects.toMatchObject({
    code: 'too_old',
  })
})
