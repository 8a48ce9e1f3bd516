import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { type Answered, deliver, eventOf, type Sent, type Signer } from './deliveries.ts'

/** What each adapter promises, as packages/webhooks/test/frameworks.test.ts has it of the frameworks that run in a test's process. */
export const cases: Readonly<Record<string, (signer: Signer, url: string) => Promise<void>>> = {
  async 'handled, in either scheme'(signer, url) {
    await expectStatus('handled', deliver(signer, url, { without: /billkart/i }))
    await expectStatus('handled', deliver(signer, url, { without: /^webhook-/i }))
  },

  async 'while a secret is rotated, by either'(signer, url) {
    await expectStatus('handled', deliver(signer, url, { secrets: signer.oldSecret }))
    await expectStatus('handled', deliver(signer, url))
  },

  async 'a foreign signature, a changed body, a stale one and none'(signer, url) {
    const payload = eventOf()
    const refused: [Sent, string][] = [
      [{ payload, secrets: signer.generateSecret() }, 'no_match'],
      [{ payload, body: `${payload} ` }, 'no_match'],
      [{ payload, ageSeconds: 301 }, 'too_old'],
      [{ payload, without: /./ }, 'missing_header'],
    ]
    for (const [sent, code] of refused) await expectCode([400, code], deliver(signer, url, sent))
  },

  async 'once, also of thirty at once'(signer, url) {
    const payload = eventOf()
    await expectStatus('handled', deliver(signer, url, { payload }))
    await expectStatus('duplicate', deliver(signer, url, { payload }))
    const storm = { payload: eventOf() }
    const answers = await Promise.all(Array.from({ length: 30 }, () => deliver(signer, url, storm)))
    assert.equal(answers.filter(({ answer }) => answer.status === 'handled').length, 1)
  },

  async 'a second one while the first is handled'(signer, url) {
    const waiting = { payload: eventOf({ type: 'site.wait' }) }
    const both = [deliver(signer, url, waiting), deliver(signer, url, waiting)]
    const second = await Promise.race(both) // the first waits for the gate
    await expectCode([503, 'in_progress'], second)
    assert.equal(second.headers.get('retry-after'), '15')
    await expectStatus('handled', deliver(signer, url, { payload: eventOf({ type: 'site.open' }) }))
    const answers = await Promise.all(both)
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 503])
  },

  async 'again after a handler that threw'(signer, url) {
    const failing = { payload: eventOf({ type: 'site.fail' }) }
    await expectCode([500, 'handler_failed'], deliver(signer, url, failing))
    await expectStatus('handled', deliver(signer, url, failing))
  },

  async '1 MiB to the byte, and no more, declared or in chunks'(signer, url) {
    const full = padded(eventOf())
    await expectStatus('handled', deliver(signer, url, { payload: full }))
    const more = `${padded(eventOf())} `
    await expectCode([413, 'body_too_large'], deliver(signer, url, { payload: more }))
    const body = new Blob([more]).stream()
    await expectCode([413, 'body_too_large'], deliver(signer, url, { payload: more, body }))
  },

  async 'a body in pieces, cut within a character'(signer, url) {
    const payload = eventOf()
    const bytes = Buffer.from(payload)
    const body = new ReadableStream({
      async start(controller) {
        for (let at = 0; at < bytes.length; at += 7) {
          controller.enqueue(bytes.subarray(at, at + 7))
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
        controller.close()
      },
    })
    await expectStatus('handled', deliver(signer, url, { payload, body }))
  },

  async 'the next one, after a sender that hung up within the body'(signer, url) {
    const { pathname, port } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1')
    const head = `POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n`
    socket.write(`${head}\r\n{"id":`)
    setTimeout(() => socket.destroy(), 50)
    await once(socket, 'close')
    await expectStatus('handled', deliver(signer, url))
  },

  async '405 for another verb'(_, url) {
    assert.equal((await fetch(url, { method: 'PUT' })).status, 405)
  },
}

/** Spaces behind it, to the last byte that a receiver takes. */
const padded = (payload: string) => payload.padEnd(1024 * 1024 + payload.length - Buffer.byteLength(payload))

async function expectStatus(status: string, coming: Promise<Answered>): Promise<void> {
  const { status: code, answer } = await coming
  assert.deepEqual([code, answer], [200, { status }])
}

async function expectCode(expected: [number, string], coming: Promise<Answered> | Answered): Promise<void> {
  const { status, answer } = await coming
  assert.deepEqual([status, answer.code], expected)
}
