import { expect, test } from 'vitest'
import { createServer, type ServerOptions } from '../src/index.ts'
import { useServer } from './support/harness.ts'

const use = useServer()

test.each([
  [{ encryptionKey: '' }, 'encryptionKey is empty'],
  [{ data: '' }, 'data is empty'],
  [{ databaseUrl: '' }, 'databaseUrl is empty'],
  [{ publicUrl: '' }, 'publicUrl'],
  [{ publicUrl: 'pay.example.com' }, 'publicUrl'],
  [{ publicUrl: 'javascript:alert(1)' }, 'publicUrl'],
  [{ publicUrl: 'https://pay.example.com/shop' }, 'publicUrl'],
  [{ publicUrl: 'https://pay.example.com?shop=1' }, 'publicUrl'],
  [{ publicUrl: 'https://pay example.com' }, 'publicUrl'],
  [{ deliveryTimeoutMs: 0 }, 'deliveryTimeoutMs'],
  [{ deliveryTimeoutMs: -1 }, 'deliveryTimeoutMs'],
  [{ deliveryTimeoutMs: Number.NaN }, 'deliveryTimeoutMs'],
  [{ deliveryTimeoutMs: 0.5 }, 'deliveryTimeoutMs'],
  [{ deliveryTimeoutMs: Number.POSITIVE_INFINITY }, 'deliveryTimeoutMs'],
  [{ deliveryTimeoutMs: 1_000_000 }, 'deliveryTimeoutMs takes milliseconds from 1 to 999999, not 1000000'],
  [{ deliveryTimeoutMs: '15000' }, 'deliveryTimeoutMs'],
  [{ rateLimits: true }, 'rateLimits takes false, or the limits of both kinds of key'],
  [{ rateLimits: { secret: [] } }, 'rateLimits takes false, or the limits of both kinds of key'],
  [{ gateway: { keyId: 'rzp', keySecret: 's', webhookSecret: '' } }, 'gateway: webhookSecret is empty'],
  [{ gateway: { keyId: 'rzp', webhookSecret: 's' } }, 'gateway: keySecret is empty'],
  [{ now: new Date('nonsense') }, 'now'],
  [{ dataa: './shop' }, 'there is no option dataa; perhaps data is meant.'],
  [{ folder: './shop' }, 'there is no option folder; there are data, databaseUrl,'],
  ['postgres://bahi:pass@db', 'options are given as an object, not as a string.'],
  [[], 'options are given as an object, not as a list.'],
  [null, 'options are given as an object, not as null.'],
  [{ now: new Date('1969-12-31T23:59:59Z') }, 'now takes a Date of the years 1970 to 9989'],
  [{ now: new Date('9990-01-01T00:00:00Z') }, 'now takes a Date of the years 1970 to 9989'],
  [{ now: '2026-01-01' }, 'now takes a Date of the years 1970 to 9989, not 2026-01-01'],
])('createServer: refuses %j, which would go wrong later', async (options, words) => {
  // callers without types give what they like
  const server = createServer(options as ServerOptions).then((opened) => opened.close())
  await expect(server).rejects.toThrow(`createServer: ${words}`)
})

test.each([
  ['a name alone', 'Acme', 'options are given as an object, not as a string.'],
  ['nothing', undefined, 'options are given as an object, not as undefined.'],
  ['no name', { currency: 'INR' }, 'name: must be given'],
  ['no currency', { name: 'Acme' }, 'currency: must be given'],
  [
    'a name of the API',
    { name: 'Acme', currency: 'INR', time_zone: 'UTC' },
    'there is no option time_zone; perhaps timeZone',
  ],
  ['an unknown currency', { name: 'Acme', currency: 'ZZZ' }, 'currency: must be an ISO 4217 currency code'],
])('createTenant: says what is wrong with %s', async (_, tenant, words) => {
  // callers without types give what they like
  const creating = use.server.createTenant(tenant as Parameters<typeof use.server.createTenant>[0])
  await expect(creating).rejects.toThrow(`createTenant: ${words}`)
  await expect(creating).rejects.toBeInstanceOf(TypeError)
})
