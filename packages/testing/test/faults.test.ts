import { Billing } from '@bahi/billing'
import { createTestServer } from '@bahi/testing'
import { expect, onTestFinished, test } from 'vitest'

async function opened(seed?: number) {
  const server = await createTestServer(seed === undefined ? {} : { seed })
  onTestFinished(() => server.close())
  const billing = new Billing({ ...server.client, maxRetries: 0 })
  const names = async () => (await billing.contacts.list().toArray({ limit: 100 })).map(({ name }) => name)
  return { server, billing, names }
}

const patient = (billing: Billing, name: string) => billing.contacts.create({ name }, { maxRetries: 5 })

test('after_commit: the work is done, the answer is lost, and a retry does it no second time', async () => {
  const { server, billing, names } = await opened()
  server.faults.next('after_commit')
  await expect(billing.contacts.create({ name: 'Asha' })).rejects.toMatchObject({ outcome: 'unknown' })
  expect(await names()).toEqual(['Asha'])
  server.faults.next('after_commit', { times: 2 })
  await patient(billing, 'Ravi')
  expect(await names()).toEqual(['Ravi', 'Asha'])
})

test('before_commit: nothing was done', async () => {
  const { server, billing, names } = await opened()
  server.faults.next('before_commit')
  await expect(billing.contacts.create({ name: 'Asha' })).rejects.toMatchObject({ outcome: 'unknown' })
  expect(await names()).toEqual([])
})

test('refusals: the server answers them as its own', async () => {
  const { server, billing } = await opened()
  server.faults.next('rate_limit')
  await expect(billing.tenant.retrieve()).rejects.toMatchObject({ code: 'rate_limited', status: 429 })
  server.faults.next('status:503')
  await expect(billing.tenant.retrieve()).rejects.toMatchObject({ code: 'unavailable', status: 503 })
  server.faults.next('status:500')
  await expect(billing.tenant.retrieve()).rejects.toMatchObject({ code: 'internal_error', status: 500 })
})

test('delay: the client gives up when its time is over', async () => {
  const { server, billing } = await opened()
  server.faults.next('delay:300')
  await expect(billing.tenant.retrieve({ timeoutMs: 20 })).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('next: strikes the requests that match, as often as was asked, in the order of the calls', async () => {
  const { server, billing, names } = await opened()
  server.faults.next('status:503', { method: 'post', path: '/contacts', times: 2 })
  server.faults.next('status:500', { path: /\/contacts$/ })
  expect((await billing.tenant.retrieve()).name).toBe('Test')
  const codes: unknown[] = []
  for (const name of ['a', 'b', 'c', 'd'])
    codes.push(
      await billing.contacts.create({ name }).then(
        ({ name }) => name,
        ({ code }) => code,
      ),
    )
  expect(codes).toEqual(['unavailable', 'unavailable', 'internal_error', 'd'])
  expect(await names()).toEqual(['d'])
})

test('next: a pattern that remembers where it matched strikes each request all the same', async () => {
  const { server, billing } = await opened()
  for (const path of [/tenant/g, /\/v1/y]) {
    server.faults.next('status:503', { path, times: 2 })
    for (let call = 0; call < 2; call += 1)
      await expect(billing.tenant.retrieve()).rejects.toMatchObject({ status: 503 })
  }
  expect((await billing.tenant.retrieve()).name).toBe('Test')
})

test('clear: takes back what was ordered', async () => {
  const { server, billing } = await opened()
  server.faults.next('status:503')
  server.faults.share(1, 'status:500')
  server.faults.clear()
  expect((await billing.tenant.retrieve()).name).toBe('Test')
})

test('share: strikes in the order of the seed, and no create is lost or doubled', async () => {
  const struck = async (seed: number) => {
    const { server, billing, names } = await opened(seed)
    server.faults.share(0.3, 'after_commit', { method: 'POST' })
    const attempts: number[] = []
    const wanted = [...Array(8).keys()].map(String)
    for (const name of wanted) attempts.push((await patient(billing, name).withResponse()).attempts.length)
    server.faults.clear()
    expect((await names()).reverse()).toEqual(wanted)
    return attempts
  }
  const first = await struck(3)
  expect(Math.max(...first)).toBeGreaterThan(1)
  expect(await struck(3)).toEqual(first)
  expect(await struck(4)).not.toEqual(first)
})

test('orders that make no sense are refused', async () => {
  const { server } = await opened()
  expect(() => server.faults.next('status:503', { times: 0 })).toThrow('times is a whole number from 1')
  expect(() => server.faults.share(1.5, 'status:503')).toThrow('a share is 0 to 1')
})

test('orders that no compiler has checked are refused where they are given, and told what there is', async () => {
  const { server, billing } = await opened()
  const { faults } = server
  for (const fault of ['explode', 'status:404', 'delay:soon', 'delay:-5', 'delay:99999', '', undefined]) {
    const named = new RegExp(`no fault "${fault}".*before_commit, .*status:503, delay:<ms up to 30000>`)
    expect(() => faults.next(fault as 'rate_limit')).toThrow(named)
    expect(() => faults.share(1, fault as 'rate_limit')).toThrow(named)
  }
  const misspelt = { time: 2 } as object
  expect(() => faults.next('rate_limit', misspelt)).toThrow('no option time; there are times, method, path.')
  expect(() => faults.share(1, 'rate_limit', { times: 2 } as object)).toThrow('no option times')
  expect(() => faults.next('rate_limit', 3 as unknown as object)).toThrow('as an object, not as a number.')
  expect(() => faults.next('rate_limit', { method: 5 } as object)).toThrow('a method is a text')
  expect(() => faults.next('rate_limit', { path: 5 } as object)).toThrow('a path is a text')
  expect(() => faults.share('0.5' as unknown as number, 'rate_limit')).toThrow('a share is 0 to 1')
  expect((await billing.tenant.retrieve()).name).toBe('Test')
})

test('next: what no fault can strike, a live key and a page, uses none up', async () => {
  const { server, billing } = await opened()
  const items = [{ description: 'Repair', qty: 1, rate: 500 }]
  const { id } = await billing.invoices.create({ items })
  const { hosted_url } = await billing.invoices.send(id)
  const live = new Billing({ ...server.client, apiKey: server.keys.live.secret, maxRetries: 0 })
  server.faults.next('status:503')
  expect((await live.tenant.retrieve()).livemode).toBe(true)
  expect((await server.fetch(hosted_url ?? '')).status).toBe(200)
  await expect(billing.tenant.retrieve()).rejects.toMatchObject({ status: 503 })
})
