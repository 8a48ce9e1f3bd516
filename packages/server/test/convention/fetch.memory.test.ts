import { beforeAll, describe, expect, test } from 'vitest'
import { type TestTenant, useServer } from '../support/harness.ts'

const use = useServer()
let tenant: TestTenant
beforeAll(async () => {
  tenant = await use.openTenant()
})

const create = (name: string, { signal, fault }: { signal: AbortSignal; fault?: string }) =>
  use.server.fetch('http://bahi.test/v1/contacts', {
    method: 'POST',
    body: JSON.stringify({ name }),
    headers: {
      Authorization: `Bearer ${tenant.keys.test.secret}`,
      'Content-Type': 'application/json',
      ...(fault === undefined ? {} : { 'X-Test-Fault': fault }),
    },
    signal,
  })
const names = async () =>
  (await tenant.api('GET', '/contacts')).body.data.map(({ name }: { name: string }) => name)

describe('a call in process that is called off', () => {
  test('before it was made does nothing', async () => {
    const reason = new Error('changed my mind')
    await expect(create('Never', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(await names()).not.toContain('Never')
  })

  test('under way ends at once, as over the network: what was begun goes on', async () => {
    const began = performance.now()
    const late = create('Late', { signal: AbortSignal.timeout(100), fault: 'delay:1000' })
    await expect(late).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(performance.now() - began).toBeLessThan(800)
    await expect.poll(names, { timeout: 5_000 }).toContain('Late')
  })

  test('after its answer came is answered', async () => {
    const caller = new AbortController()
    const answer = await create('Answered', { signal: caller.signal })
    caller.abort()
    expect(answer.status).toBe(201)
  })
})
