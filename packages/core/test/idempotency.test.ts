import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { contact, failureOf, ok, problem, scripted } from './scripted.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('the idempotency key', () => {
  test('is on every mutation, the same on every attempt, and told with the result', async () => {
    const { create, sent } = scripted(['hang', problem(503, 'unavailable'), ok])
    const { idempotencyKey } = await create().withResponse()
    expect(idempotencyKey).toMatch(uuid)
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(3).fill(idempotencyKey))
  })

  test('is on DELETE and PATCH too, and on no read', async () => {
    const { client, sent } = scripted([ok])
    await client.request('delete', '/contacts/{id}', { path: { id: 'ctc_1' } })
    await client.request('patch', '/contacts/{id}', { path: { id: 'ctc_1' }, body: { name: 'B' } })
    const read = await client.request('get', '/contacts/{id}', { path: { id: 'ctc_1' } }).withResponse()
    expect(sent.map(({ headers }) => uuid.test(headers['idempotency-key'] ?? ''))).toEqual([
      true,
      true,
      false,
    ])
    expect(read.idempotencyKey).toBeNull()
  })

  test('is another one for another call', async () => {
    const { create, sent } = scripted([ok])
    await Promise.all([create(), create()])
    expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(2)
  })

  test("is the caller's own, as an option or as the header it is", async () => {
    const { create, sent } = scripted([ok])
    await create({ idempotencyKey: 'order-1', operationId: 'ignored' })
    await create({ headers: { 'Idempotency-Key': 'order-2' } })
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(['order-1', 'order-2'])
  })

  test.each(['', ' ', 'a b', 'ключ', 'x'.repeat(256), 'a\nb'])(
    '%j is refused before it is sent',
    async (key) => {
      const { create, sent } = scripted([ok])
      expect(await failureOf(create({ idempotencyKey: key }))).toMatchObject({ code: 'invalid_option' })
      expect(sent).toHaveLength(0)
    },
  )

  test('is on every error', async () => {
    const { create, sent } = scripted([problem(422, 'validation_failed')])
    const error = await failureOf(create())
    expect(error).toMatchObject({ idempotencyKey: sent[0]?.headers['idempotency-key'] })
  })

  test('replayed is true when the server had done it before', async () => {
    const { create } = scripted([ok, { status: 201, body: {}, headers: { 'idempotent-replayed': 'true' } }])
    expect((await create().withResponse()).replayed).toBe(false)
    expect((await create().withResponse()).replayed).toBe(true)
  })
})

describe('operationId', () => {
  test('gives the same key in every process: SHA-256 of operation and id', async () => {
    const [one, two] = [scripted([ok]), scripted([ok])]
    await one.create({ operationId: 'order-812' })
    await two.create({ operationId: 'order-812' })
    const expected = createHash('sha256').update('POST /contacts\norder-812').digest('hex')
    expect(one.sent[0]?.headers['idempotency-key']).toBe(expected)
    expect(two.sent[0]?.headers['idempotency-key']).toBe(expected)
  })

  test('under another operation is another key', async () => {
    const { client, create, sent } = scripted([ok])
    await create({ operationId: 'order-812' })
    await client.request('post', '/customers', contact, { operationId: 'order-812' })
    expect(sent[0]?.headers['idempotency-key']).not.toBe(sent[1]?.headers['idempotency-key'])
  })

  test('with a changed body fails before it is sent; with the same content in another order it does not', async () => {
    const { client, create, sent } = scripted([ok])
    await create({ operationId: 'order-812' })
    const reordered = { phone: contact.body.phone, name: contact.body.name }
    await client.request('post', '/contacts', { body: reordered }, { operationId: 'order-812' })
    expect(sent).toHaveLength(2)
    const other = { body: { ...contact.body, name: 'Somebody Else' } }
    const error = await failureOf(client.request('post', '/contacts', other, { operationId: 'order-812' }))
    expect(error).toMatchObject({ code: 'operation_changed', outcome: 'not_sent' })
    expect(sent).toHaveLength(2)
  })

  test('sends what was given, whatever the caller makes of it as soon as the call is made', async () => {
    const { client, sent } = scripted([ok])
    const [body, headers] = [{ name: '' }, { 'x-name': '' }]
    const calls = ['Asha', 'Bina'].map((name) => {
      body.name = headers['x-name'] = name
      return client.request('post', '/contacts', { body }, { operationId: `contact-${name}`, headers })
    })
    await Promise.all(calls)
    const names = sent.map((one) => [JSON.parse(one.body ?? '').name, one.headers['x-name']])
    expect(names.sort()).toEqual([
      ['Asha', 'Asha'],
      ['Bina', 'Bina'],
    ])
  })

  test('may be used again with a mended body when the call was refused before it was sent', async () => {
    const { client, create } = scripted([ok])
    const headers = { 'x-note': 'two\nlines' }
    expect(await failureOf(create({ operationId: 'order-812', headers }))).toMatchObject({
      code: 'invalid_option',
    })
    const mended = client.request('post', '/contacts', { body: { name: 'A' } }, { operationId: 'order-812' })
    await expect(mended).resolves.toEqual({ id: 'ctc_1' })
  })

  test('that is empty is refused: it would make one operation of all', async () => {
    const { create, sent } = scripted([ok])
    expect(await failureOf(create({ operationId: '' }))).toMatchObject({ code: 'invalid_option' })
    expect(sent).toHaveLength(0)
  })

  test('for another invoice is a changed request, not a second operation', async () => {
    const { client } = scripted([ok])
    const options = { operationId: 'send-1' }
    await client.request('post', '/invoices/{id}/send', { path: { id: 'inv_1' } }, options)
    const second = client.request('post', '/invoices/{id}/send', { path: { id: 'inv_2' } }, options)
    expect(await failureOf(second)).toMatchObject({ code: 'operation_changed' })
  })

  test('for another tenant is another operation', async () => {
    const { client, create } = scripted([ok])
    await create({ operationId: 'may-2026', tenantId: 'tnt_1' })
    const other = { body: { name: 'Another' } }
    const options = { operationId: 'may-2026', tenantId: 'tnt_2' }
    await expect(client.request('post', '/contacts', other, options)).resolves.toBeDefined()
  })

  test('may be used again with a mended body when the server refused and kept nothing', async () => {
    const { client, create, sent } = scripted([
      problem(422, 'validation_failed'),
      problem(409, 'invalid_state'),
      ok,
    ])
    const mended = (name: string) =>
      client.request('post', '/contacts', { body: { name } }, { operationId: 'order-812' })
    await failureOf(create({ operationId: 'order-812' }))
    expect(await failureOf(mended('A'))).toMatchObject({ code: 'invalid_state' })
    expect(await failureOf(mended('B'))).toMatchObject({ code: 'operation_changed' })
    await expect(mended('A')).resolves.toEqual({ id: 'ctc_1' })
    expect(sent).toHaveLength(3)
  })

  test('is remembered for the thousand latest', async () => {
    const { client } = scripted([ok])
    const create = (name: string, operationId: string) =>
      client.request('post', '/contacts', { body: { name } }, { operationId })
    for (let n = 0; n <= 1000; n++) await create('A', `order-${n}`)
    await expect(create('B', 'order-0')).resolves.toBeDefined()
    expect(await failureOf(create('B', 'order-1000'))).toMatchObject({ code: 'operation_changed' })
  })
})
