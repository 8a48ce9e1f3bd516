import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { sign } from '../src/signature.ts'
import { billkartOnly, body, nowSeconds, otherSecret, secret, signed, standardOnly } from './deliveries.ts'
import { frameworks } from './frameworks.ts'
import { deliver, gate, recorder, serving, streaming } from './receiver.ts'

const payload = body()

describe.each(frameworks)('$name', ({ app, parsedBefore, advice }) => {
  test('frameworks: a delivery in either scheme reaches the handler of its type, and 200 its sender', async () => {
    const { handled, options } = recorder()
    const other = body('evt_2')
    await serving(await app(options), async (url) => {
      const first = await post(url, payload, standardOnly(signed(payload)))
      expect(first).toEqual([200, { status: 'handled' }])
      expect(await post(url, other, billkartOnly(signed(other)))).toEqual([200, { status: 'handled' }])
    })
    expect(handled).toEqual([JSON.parse(payload), JSON.parse(other)])
  })

  test('frameworks: while a secret is rotated, what either of the two signed is taken', async () => {
    const { handled, options } = recorder({ secrets: [otherSecret, secret] })
    await serving(await app(options), async (url) => {
      expect(await post(url, payload, signed(payload, secret))).toEqual([200, { status: 'handled' }])
      const next = body('evt_2')
      expect(await post(url, next, signed(next, otherSecret))).toEqual([200, { status: 'handled' }])
    })
    expect(handled).toHaveLength(2)
  })

  test('frameworks: a foreign signature, a changed body and a stale one get 400 by their code', async () => {
    const { handled, options } = recorder()
    const stale = sign({ id: 'evt_1', timestamp: nowSeconds() - 301, payload, secrets: secret })
    await serving(await app(options), async (url) => {
      const codeOf = async (text: string, headers: Record<string, string>) => {
        const [status, answer] = await post(url, text, headers)
        return [status, answer.code]
      }
      expect(await codeOf(payload, signed(payload, otherSecret))).toEqual([400, 'no_match'])
      expect(await codeOf(`${payload} `, signed(payload))).toEqual([400, 'no_match'])
      expect(await codeOf(payload, stale)).toEqual([400, 'too_old'])
      expect(await codeOf(payload, {})).toEqual([400, 'missing_header'])
    })
    expect(handled).toEqual([])
  })

  test('frameworks: an event that comes twice is handled once, and thirty at once are handled once', async () => {
    const { handled, options } = recorder()
    await serving(await app(options), async (url) => {
      expect(await deliver(url, payload)).toMatchObject({ status: 200, body: { status: 'handled' } })
      expect(await deliver(url, payload)).toMatchObject({ status: 200, body: { status: 'duplicate' } })
      const storm = body('evt_2')
      const answers = await Promise.all(Array.from({ length: 30 }, () => deliver(url, storm)))
      expect(answers.filter((answer) => answer.body.status === 'handled')).toHaveLength(1)
    })
    expect(handled).toHaveLength(2)
  })

  test('frameworks: a second delivery while the first is handled gets 503 and when to come back', async () => {
    const finished = gate()
    const started = gate()
    const slow = async () => {
      started.open()
      await finished.opened
    }
    const { options } = recorder({ on: {}, onUnknown: slow })
    await serving(await app(options), async (url) => {
      const first = deliver(url, payload)
      await started.opened
      const second = await deliver(url, payload)
      expect(second).toMatchObject({ status: 503, body: { code: 'in_progress' } })
      expect(second.headers.get('retry-after')).toBe('15')
      finished.open()
      expect(await first).toMatchObject({ status: 200, body: { status: 'handled' } })
    })
  })

  test('frameworks: a handler that throws gets the event again, and its sender reads 500', async () => {
    let runs = 0
    const failing = () => {
      runs += 1
      if (runs === 1) throw new Error('database is down')
    }
    const { errors, options } = recorder({ on: {}, onUnknown: failing })
    await serving(await app(options), async (url) => {
      expect(await deliver(url, payload)).toMatchObject({ status: 500, body: { code: 'handler_failed' } })
      expect(await deliver(url, payload)).toMatchObject({ status: 200, body: { status: 'handled' } })
    })
    expect([runs, errors]).toEqual([2, [expect.objectContaining({ message: 'database is down' })]])
  })

  test('frameworks: a type of a newer server goes to onUnknown', async () => {
    const unknown: string[] = []
    const { handled, options } = recorder({ onUnknown: (event) => unknown.push(event.type) })
    const newer = body('evt_2', 'invoice.folded')
    const answer = await serving(await app(options), (url) => deliver(url, newer))
    expect(answer).toMatchObject({ status: 200, body: { status: 'handled' } })
    expect([unknown, handled]).toEqual([['invoice.folded'], []])
  })

  test('frameworks: 1 MiB is taken to the byte and more gets 413, declared or chunked', async () => {
    const { handled, options } = recorder()
    const full = payload.padEnd(1024 * 1024)
    await serving(await app(options), async (url) => {
      expect(await deliver(url, full)).toMatchObject({ status: 200 })
      expect(await deliver(url, `${full} `)).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
      const chunked = new Blob([full, ' ']).stream()
      expect((await fetch(url, streaming(chunked, signed(`${full} `)))).status).toBe(413)
    })
    expect(handled).toHaveLength(1)
  })

  test('frameworks: a slow body in chunks, cut within a character, is joined', async () => {
    const { handled, options } = recorder()
    const text = body('evt_é•')
    const bytes = Buffer.from(text)
    const pieces = new ReadableStream({
      async start(controller) {
        for (let at = 0; at < bytes.length; at += 7) {
          controller.enqueue(bytes.subarray(at, at + 7))
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
        controller.close()
      },
    })
    const answer = await serving(await app(options), (url) => fetch(url, streaming(pieces, signed(text))))
    expect([answer.status, handled]).toEqual([200, [JSON.parse(text)]])
  })

  test('frameworks: a sender that hangs up within the body is reported, and the next one served', async () => {
    const heard = gate()
    const { handled, options } = recorder({ onError: () => heard.open() })
    await serving(await app(options), async (url) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      const head =
        'POST /webhooks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n'
      socket.write(`${head}\r\n{"id":`)
      setTimeout(() => socket.destroy(), 50)
      await heard.opened
      expect(await deliver(url, payload)).toMatchObject({ status: 200 })
    })
    expect(handled).toHaveLength(1)
  })

  test('frameworks: a body parsed before the handler gets 400 and the line to change in this framework', async () => {
    const { handled, errors, options } = recorder()
    const answer = await serving(await parsedBefore(options), (url) => deliver(url, payload))
    expect(answer).toMatchObject({ status: 400, body: { code: 'body_already_parsed' } })
    expect(answer.body.detail).toContain(advice)
    expect([handled, errors]).toEqual([[], [expect.objectContaining({ code: 'body_already_parsed' })]])
  })

  test('frameworks: another verb gets 405 and Allow', async () => {
    const answer = await serving(await app(recorder().options), (url) => fetch(url, { method: 'PUT' }))
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

/** Sends `payload` with just these headers; the answer's status and JSON body. */
async function post(url: string, payload: string, headers: Record<string, string>) {
  const sent = { 'content-type': 'application/json', ...headers }
  const answer = await fetch(url, { method: 'POST', headers: sent, body: payload })
  return [answer.status, await answer.json()] as const
}
