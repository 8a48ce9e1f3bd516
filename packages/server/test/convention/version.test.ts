import { beforeAll, describe, expect, test } from 'vitest'
import { type TestTenant, useServer } from '../support/harness.ts'

const use = useServer()
let tenant: TestTenant
beforeAll(async () => {
  tenant = await use.openTenant()
})

const ask = (version: string) => tenant.api('GET', '/tenant', { headers: { 'API-Version': version } })

describe('API-Version', () => {
  test.each(['1.4', 'v1.4'])('%s is spoken, and echoed as 1.4', async (version) => {
    const { status, headers } = await ask(version)
    expect([status, headers.get('API-Version')]).toEqual([200, '1.4'])
  })

  test('is the current one when it is left out', async () => {
    expect((await tenant.api('GET', '/tenant')).headers.get('API-Version')).toBe('1.4')
  })

  test.each(['1.3', '1.5', '1', '1.4.0', 'vv1.4', 'V1.4', '01.4', '1.4, 1.4', '', 'latest', '2026-06-28'])(
    '%j is refused with those that are supported',
    async (version) => {
      const { status, body, headers } = await ask(version)
      expect([status, body.code]).toEqual([400, 'unsupported_api_version'])
      expect(body).toMatchObject({ supported_versions: ['1.4'], retryable: false })
      expect(body.detail).toContain('from `supported_versions` (1.4), or leave')
      expect(headers.get('API-Version')).toBe('1.4')
    },
  )

  test.each([
    ['/v1/tenant', 401],
    ['/v1/nosuch', 401],
    ['/nosuch', 404],
  ])('is echoed on every answer: %s', async (path, status) => {
    const answer = await use.server.fetch(`http://bahi.test${path}`)
    expect([answer.status, answer.headers.get('API-Version')]).toEqual([status, '1.4'])
  })

  test('is what events are told in', async () => {
    await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })
    expect((await tenant.api('GET', '/events')).body.data[0].api_version).toBe('1.4')
  })
})
