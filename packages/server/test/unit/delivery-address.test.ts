import { createServer } from 'node:http'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { guardedLookup, type Resolve } from '../../src/delivery/guarded-lookup.ts'
import { send } from '../../src/delivery/send.ts'
import { systemClock } from '../../src/kit/clock.ts'
import { addressRefusal, literalAddress, urlRefusal } from '../../src/rules/address.ts'
import { portOf } from '../support/receiver.ts'

const live = { livemode: true, allowLoopback: true }
const test = { livemode: false, allowLoopback: true }
const offered = { livemode: false, allowLoopback: false }

describe('addresses', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => {
      for (const reach of [live, test, offered]) expect(addressRefusal(address, reach)).toBeNull()
    },
  )

  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])(
    '%s is loopback: reached in test mode alone, while the server is not offered to others',
    (address) => {
      expect(addressRefusal(address, test)).toBeNull()
      expect(addressRefusal(address, offered)).toContain('loopback')
      expect(addressRefusal(address, live)).toContain('loopback')
    },
  )

  it.each([
    ...['0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
    ...['169.254.169.254', '169.254.170.2', '192.0.0.192', '198.18.0.1', '203.0.113.9'],
    ...['224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::7f00:1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1'],
    ...['::ffff:10.0.0.1', '::ffff:169.254.169.254', '64:ff9b::7f00:1', '64:ff9b:1::a00:1'],
    ...['2002:7f00:1::', '2001:db8::1', '2001::1', '4000::1'],
    ...['', 'localhost', '127.1.example', '1.2.3'],
  ])('%s is never reached', (address) => {
    for (const reach of [live, test, offered]) expect(addressRefusal(address, reach)).not.toBeNull()
  })

  it('refuses all of the private ranges', () => {
    const byte = fc.nat({ max: 255 })
    fc.assert(
      fc.property(
        fc.constantFrom('10.%', '192.168.%', '169.254.%', '127.%', '0.%'),
        byte,
        byte,
        byte,
        (range, a, b, c) => {
          const address = range.replace('%', [a, b, c].slice(0, 4 - range.split('.').length + 1).join('.'))
          expect(addressRefusal(address, live)).not.toBeNull()
          expect(addressRefusal(`::ffff:${address}`, live)).not.toBeNull()
        },
      ),
    )
  })
})

describe('addresses in a URL', () => {
  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f.1/',
    'https://0x7f000001/',
    'https://017700000001/',
    'https://2130706433/',
    'https://127.0.0.1./',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[0:0:0:0:0:ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://0xa9fea9fe/',
    'https://①②⑦.0.0.1/',
  ])('%s is judged by the address that it means', (url) => {
    expect(literalAddress(new URL(url))).not.toBeNull()
    expect(urlRefusal(new URL(url), live)).not.toBeNull()
  })

  it('needs https in live mode, and http or https in test mode', () => {
    expect(urlRefusal(new URL('http://example.com/'), live)).toContain('https')
    expect(urlRefusal(new URL('https://example.com/'), live)).toBeNull()
    expect(urlRefusal(new URL('http://example.com/'), test)).toBeNull()
    expect(urlRefusal(new URL('ftp://example.com/'), test)).not.toBeNull()
    expect(urlRefusal(new URL('file:///etc/passwd'), test)).not.toBeNull()
  })
})

describe('names', () => {
  const names: Record<string, string[]> = {
    '127.0.0.1.nip.example': ['127.0.0.1'],
    'metadata.example': ['169.254.169.254'],
    'mixed.example': ['10.0.0.1', '93.184.216.34', '2606:4700:4700::1111'],
    'nothing.example': [],
  }
  const resolve: Resolve = async (hostname) =>
    (names[hostname] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

  const lookUp = (
    hostname: string,
    options: { all?: boolean; family?: number } = { all: true },
    reach = live,
  ) =>
    new Promise((answer) => {
      guardedLookup(reach, resolve)(hostname, options, (error, address) =>
        answer(error ? error.name : address),
      )
    })

  it('are refused when all that they resolve to is', async () => {
    expect(await lookUp('127.0.0.1.nip.example')).toBe('AddressRefused')
    expect(await lookUp('metadata.example', { all: true }, test)).toBe('AddressRefused')
    expect(await lookUp('nothing.example')).toBe('AddressRefused')
    expect(await lookUp('127.0.0.1.nip.example', {}, test)).toBe('127.0.0.1')
  })

  it('lead to their public addresses only', async () => {
    expect(await lookUp('mixed.example')).toEqual([
      { address: '93.184.216.34', family: 4 },
      { address: '2606:4700:4700::1111', family: 6 },
    ])
    expect(await lookUp('mixed.example', {})).toBe('93.184.216.34')
    expect(await lookUp('mixed.example', { family: 6 })).toBe('2606:4700:4700::1111')
  })

  it('that answer otherwise the second time gain nothing: what was checked is what is connected to', async () => {
    let asked = 0
    const server = createServer((_, response) => response.end('inside'))
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    onTestFinished(() => void server.close())
    const rebinding: Resolve = async () => {
      asked += 1
      return [{ address: asked === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }]
    }
    const outgoing = { url: `http://rebind.example:${portOf(server)}/`, headers: {}, body: '{}' }
    const terms = { clock: systemClock, reach: offered, timeoutMs: 2_000 }
    const result = await send(outgoing, { ...terms, resolve: rebinding })
    expect(result).toMatchObject({ status: null, responseBody: null })
    expect(result.error).toContain('192.0.2.1')
    expect(asked).toBe(1)
    expect((await send(outgoing, { ...terms, resolve: rebinding })).error).toContain('127.0.0.1')
  })
})
