import { beforeAll, describe, expect, test } from 'vitest'
import { useOlderVersions } from './support/older.ts'

const use = useOlderVersions()
let call: Awaited<ReturnType<typeof use.openTenant>>['call']
beforeAll(async () => {
  call = (await use.openTenant()).call
})

const key = () => ({ 'Idempotency-Key': crypto.randomUUID() })

describe('a caller of an older version', () => {
  test('sends and is answered its own names, through every version between', async () => {
    const body = { name: 'Asha', tax_number: '29ABCDE1234F1Z5', address: { town: 'Mysuru' } }
    const made = await call('1.2', 'POST', '/contacts', { body })
    expect([made.status, made.headers.get('API-Version')]).toEqual([201, '1.2'])
    expect(made.body).toMatchObject(body)
    expect(made.body).not.toHaveProperty('state')
    const path = `/contacts/${made.body.id}`
    expect((await call('1.3', 'GET', path)).body).toMatchObject({
      gstin: '29ABCDE1234F1Z5',
      address: { city: 'Mysuru' },
    })
    expect((await call('1.4', 'GET', path)).body).toMatchObject({ tax_id: '29ABCDE1234F1Z5', state: null })
  })

  test('filters by its own name, and sees its names inside a list', async () => {
    const phone = '+919800000001'
    await call('1.4', 'POST', '/contacts', { body: { phone, tax_id: 'T1' } })
    const list = await call('1.3', 'GET', `/contacts?mobile=${encodeURIComponent(phone)}`)
    expect(list.body.data).toEqual([expect.objectContaining({ phone, gstin: 'T1' })])
    const newer = await call('1.3', 'GET', `/contacts?phone=${encodeURIComponent(phone)}`)
    expect(newer.body.errors).toMatchObject([{ pointer: '/phone', in: 'query', code: 'unknown_field' }])
    const near = await call('1.3', 'GET', '/contacts?mobil=1')
    expect(near.body.errors[0].detail).toBe('There is no such field here. Check its spelling.')
  })

  test('is refused a name that only a later version has', async () => {
    const body = { name: 'Asha', tax_id: 'T', gstin: 'T', state: 'KA' }
    const { status, body: problem } = await call('1.2', 'POST', '/contacts', { body })
    expect(status).toBe(422)
    const pointers = problem.errors.map((error: { pointer: string }) => error.pointer)
    expect(pointers.toSorted()).toEqual(['/gstin', '/state', '/tax_id'])
  })

  test('is pointed at its own names, in camelCase too', async () => {
    const body = { name: 'Asha', tax_number: 7, address: { town: 7 } }
    const snake = await call('1.2', 'POST', '/contacts', { body })
    expect(snake.body.errors.map((error: { pointer: string }) => error.pointer).toSorted()).toEqual([
      '/address/town',
      '/tax_number',
    ])
    const camel = { body: { name: 'Asha', taxNumber: 7 }, mount: '/api/v1' }
    expect((await call('1.2', 'POST', '/contacts', camel)).body.errors).toMatchObject([
      { pointer: '/taxNumber' },
    ])
  })

  test('is pointed into lists that it sent', async () => {
    const body = { invoice_id: 'inv_x', billables: [{ description: 'A', amount: 'x' }] }
    const { body: problem } = await call('1.3', 'POST', '/billables', { body })
    expect(problem.errors).toContainEqual(expect.objectContaining({ pointer: '/billables/0/amount' }))
  })

  test('is told of events in its version, with the snapshot as it was', async () => {
    const { body: made } = await call('1.4', 'POST', '/contacts', {
      body: { phone: '+919800000009', tax_id: 'T9' },
    })
    await call('1.4', 'POST', '/customers', { body: { phone: '+919800000010', tax_id: 'T10' } })
    const path = '/events?type=customer.created'
    const [older] = (await call('1.2', 'GET', path)).body.data
    const [current] = (await call('1.4', 'GET', path)).body.data
    expect(made.object).toBe('contact')
    expect(older).toMatchObject({ id: current.id, api_version: '1.2' })
    expect(JSON.stringify(older)).toContain('"tax_number":"T10"')
    expect(JSON.stringify(current)).toContain('"tax_id":"T10"')
    expect(current.api_version).toBe('1.4')
  })

  test('is never taken for somebody else because of a name in metadata', async () => {
    const metadata = { object: 'contact', tax_id: 'mine', state: 'mine' }
    const made = await call('1.2', 'POST', '/contacts', { body: { name: 'Asha', metadata } })
    expect(made.body.metadata).toEqual(metadata)
  })
})

describe('an idempotency key', () => {
  test('is one request through two versions, answered in each', async () => {
    const headers = key()
    const first = await call('1.2', 'POST', '/contacts', { body: { name: 'A', tax_number: 'T' }, headers })
    const again = await call('1.4', 'POST', '/contacts', { body: { name: 'A', tax_id: 'T' }, headers })
    expect(again.headers.get('Idempotent-Replayed')).toBe('true')
    expect(again.body).toMatchObject({ id: first.body.id, tax_id: 'T' })
    expect(first.body).toMatchObject({ tax_number: 'T' })
  })

  test('tells of mismatches in the names of the one that asks', async () => {
    const headers = key()
    await call('1.4', 'POST', '/contacts', { body: { name: 'A', tax_id: 'T' }, headers })
    const other = await call('1.2', 'POST', '/contacts', { body: { name: 'A', tax_number: 'U' }, headers })
    expect(other.body).toMatchObject({ code: 'idempotency_key_reused', mismatches: ['/tax_number'] })
  })
})

describe('an act of more than one transaction', () => {
  test('advances the clock by the name of its version, and replays in the version that asks', async () => {
    const headers = key()
    const first = await call('1.3', 'POST', '/test/clock/advance', { body: { duration: '1 day' }, headers })
    expect([first.status, first.body.events, first.body.happened]).toEqual([
      200,
      expect.any(Array),
      undefined,
    ])
    const again = await call('1.4', 'POST', '/test/clock/advance', { body: { by: '1 day' }, headers })
    expect(again.headers.get('Idempotent-Replayed')).toBe('true')
    const { events, ...rest } = first.body
    expect(again.body).toEqual({ ...rest, happened: events })
  })

  test('is pointed at the names of its version, newer ones refused', async () => {
    const both = { body: { duration: 'soon', by: '1 day' } }
    const { status, body } = await call('1.3', 'POST', '/test/clock/advance', both)
    expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([422, ['/by']])
    const bad = await call('1.3', 'POST', '/test/clock/advance', { body: { duration: 'soon' } })
    expect(bad.body.errors).toMatchObject([{ pointer: '/duration' }])
  })

  test('begins the environment anew, and tells of it in the version that asks', async () => {
    const own = await use.openTenant()
    const headers = key()
    const first = await own.call('1.3', 'POST', '/test/reset', { headers })
    expect([first.status, first.body.epoch, first.body.generation]).toEqual([200, 1, undefined])
    const again = await own.call('1.4', 'POST', '/test/reset', { headers })
    expect([again.body.generation, again.headers.get('Idempotent-Replayed')]).toEqual([1, 'true'])
  })
})

describe('the version', () => {
  test.each([
    ['/nosuch', 404],
    ['/contacts/ctc_x', 404],
  ])('is echoed on refusals: %s', async (path, status) => {
    const answer = await call('v1.3', 'GET', path)
    expect([answer.status, answer.headers.get('API-Version')]).toEqual([status, '1.3'])
  })

  test('that is not known is refused with those that are', async () => {
    const { status, body, headers } = await call('1.1', 'GET', '/contacts')
    expect([status, headers.get('API-Version')]).toEqual([400, '1.4'])
    expect(body).toMatchObject({ code: 'unsupported_api_version', supported_versions: ['1.4', '1.3', '1.2'] })
  })
})
