import express from 'express'
import { describe, expect, test } from 'vitest'
import { webhookHandler } from '../src/express.ts'
import { billkartOnly, body, otherSecret, signed } from './deliveries.ts'
import { deliver, gate, recorder, serving, streaming } from './receiver.ts'

const payload = body()

describe('express: reading the body', () => {
  test('express: hands a real delivery to the handler of its type and answers 200', async () => {
    const { handled, options } = recorder()
    const app = express().post('/webhooks', webhookHandler(options))
    const answer = await serving(app, (url) => deliver(url, payload))
    expect(answer).toMatchObject({ status: 200, body: { status: 'handled' } })
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(handled).toEqual([JSON.parse(payload)])
  })

  test.each([
    ['express.raw()', express.raw({ type: 'application/json' })],
    ['express.text()', express.text({ type: 'application/json' })],
  ])('express: takes what %s read before it', async (_name, parser) => {
    const { handled, options } = recorder()
    const app = express().use(parser).post('/webhooks', webhookHandler(options))
    expect(await serving(app, (url) => deliver(url, payload))).toMatchObject({ status: 200 })
    expect(handled).toHaveLength(1)
  })

  test('express: takes rawBody where the host keeps it beside the parsed body', async () => {
    const { options } = recorder()
    const keep = express.json({
      verify: (request, _response, raw) => Object.assign(request, { rawBody: raw }),
    })
    const app = express().use(keep).post('/webhooks', webhookHandler(options))
    expect(await serving(app, (url) => deliver(url, payload))).toMatchObject({ status: 200 })
  })

  test('express: says which line to change when express.json() parsed the body before it', async () => {
    const { handled, errors, options } = recorder()
    const app = express().use(express.json()).post('/webhooks', webhookHandler(options))
    const answer = await serving(app, (url) => deliver(url, payload))
    expect(answer).toMatchObject({ status: 400, body: { code: 'body_already_parsed' } })
    expect(answer.body.detail).toContain(
      "app.post('/webhooks', webhookHandler(…)) above app.use(express.json())",
    )
    expect(handled).toEqual([])
    expect(errors).toEqual([expect.objectContaining({ code: 'body_already_parsed' })])
  })

  test('express: reads a body that express.json() left alone, with the empty object of Express 4 too', async () => {
    const { options } = recorder()
    const four: express.RequestHandler = (request, _response, next) => {
      request.body = {}
      next()
    }
    const app = express()
      .use(express.json({ type: 'text/x' }), four)
      .post('/webhooks', webhookHandler(options))
    expect(await serving(app, (url) => deliver(url, payload))).toMatchObject({ status: 200 })
  })

  test('express: refuses, and never waits for, a body that something else has drained', async () => {
    const { options } = recorder()
    const drain: express.RequestHandler = (request, _response, next) => {
      request.on('end', () => next()).resume()
    }
    const app = express().use(drain).post('/webhooks', webhookHandler(options))
    const answer = await serving(app, (url) => deliver(url, payload))
    expect(answer).toMatchObject({ status: 400, body: { code: 'body_already_parsed' } })
  })

  test('express: accepts 1 MiB to the byte and answers 413 beyond, with and without a declared length', async () => {
    const { handled, options } = recorder()
    const app = express().post('/webhooks', webhookHandler(options))
    const full = payload.padEnd(1024 * 1024)
    await serving(app, async (url) => {
      expect(await deliver(url, full)).toMatchObject({ status: 200 })
      expect(await deliver(url, `${full} `)).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
      const chunked = new Blob([full, ' ']).stream()
      const sent = await fetch(url, streaming(chunked, signed(`${full} `)))
      expect(sent.status).toBe(413)
    })
    expect(handled).toHaveLength(1)
  })

  test('express: answers 413 for an oversize body that express.raw() let through', async () => {
    const { options } = recorder()
    const app = express()
      .use(express.raw({ type: '*/*', limit: '5mb' }))
      .post('/webhooks', webhookHandler(options))
    const answer = await serving(app, (url) => deliver(url, payload.padEnd(1024 * 1024 + 1)))
    expect(answer).toMatchObject({ status: 413 })
  })
})

describe('express: refusing', () => {
  test('express: refuses a tampered body, a foreign secret, an old and an unsigned delivery by code', async () => {
    const { handled, options } = recorder()
    const app = express().post('/webhooks', webhookHandler(options))
    await serving(app, async (url) => {
      const codeOf = async (...given: [string, Record<string, string>]) => {
        const { status, body } = await deliver(url, ...given)
        expect(status).toBe(400)
        return body.code
      }
      expect(await codeOf(payload.replace('open', 'paid'), signed(payload))).toBe('no_match')
      expect(await codeOf(payload, signed(payload, otherSecret))).toBe('no_match')
      expect(await codeOf(payload, { 'webhook-timestamp': '1614265330' })).toBe('too_old')
      expect(await codeOf(payload, { 'webhook-id': '' })).toBe('missing_header')
      expect(await codeOf('{"type":"no id"}', {})).toBe('bad_payload')
    })
    expect(handled).toEqual([])
  })

  test('express: accepts a delivery that has only the Billkart header, once under any webhook-id', async () => {
    const { handled, options } = recorder()
    const app = express().post('/webhooks', webhookHandler(options))
    await serving(app, async (url) => {
      const send = (headers: Record<string, string>) => fetch(url, { method: 'POST', headers, body: payload })
      expect((await send(billkartOnly(signed(payload)))).status).toBe(200)
      expect(await (await send(billkartOnly(signed(payload)))).json()).toEqual({ status: 'duplicate' })
      expect(await deliver(url, payload)).toMatchObject({ body: { status: 'duplicate' } })
    })
    expect(handled).toHaveLength(1)
  })

  test('express: answers 400 bad_secret when no secret is set, and constructs without one', async () => {
    const { errors, options } = recorder({ secrets: [undefined] })
    const app = express().post('/webhooks', webhookHandler(options))
    const answer = await serving(app, (url) => deliver(url, payload))
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_secret' } })
    expect(answer.body).toHaveProperty(
      'detail',
      expect.stringContaining('No secret: is its variable set? Copy it whole'),
    )
    expect(errors).toHaveLength(1)
  })

  test('express: answers 405 with Allow to another verb', async () => {
    const app = express().use('/webhooks', webhookHandler(recorder().options))
    const answer = await serving(app, (url) => fetch(url))
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('express: once and only once', () => {
  test('express: runs the handler once for a delivery that comes again, and answers 200', async () => {
    const { handled, options } = recorder()
    const app = express().post('/webhooks', webhookHandler(options))
    await serving(app, async (url) => {
      expect(await deliver(url, payload)).toMatchObject({ status: 200, body: { status: 'handled' } })
      expect(await deliver(url, payload)).toMatchObject({ status: 200, body: { status: 'duplicate' } })
    })
    expect(handled).toHaveLength(1)
  })

  test('express: answers 500 when the handler throws, and runs it again on the retry', async () => {
    let runs = 0
    const failing = () => {
      runs += 1
      if (runs === 1) throw new Error('database is down')
    }
    const { errors, options } = recorder({ on: { 'invoice.sent': failing }, onUnknown: () => {} })
    const app = express().post('/webhooks', webhookHandler(options))
    await serving(app, async (url) => {
      const failed = await deliver(url, payload)
      expect(failed).toMatchObject({ status: 500, body: { code: 'handler_failed' } })
      expect(JSON.stringify(failed.body)).not.toContain('database')
      expect(await deliver(url, payload)).toMatchObject({ status: 200, body: { status: 'handled' } })
      expect(await deliver(url, payload)).toMatchObject({ status: 200, body: { status: 'duplicate' } })
    })
    expect(runs).toBe(2)
    expect(errors).toEqual([expect.objectContaining({ message: 'database is down' })])
  })

  test('express: runs the handler once for two deliveries at once, asking the second to come back', async () => {
    const { opened, open } = gate()
    const started = gate()
    let runs = 0
    const slow = async () => {
      runs += 1
      started.open()
      await opened
    }
    const { options } = recorder({ on: { 'invoice.sent': slow }, onUnknown: () => {} })
    const app = express().post('/webhooks', webhookHandler(options))
    await serving(app, async (url) => {
      const first = deliver(url, payload)
      await started.opened
      const second = await deliver(url, payload)
      expect(second).toMatchObject({ status: 503, body: { code: 'in_progress' } })
      expect(second.headers.get('retry-after')).toBe('15')
      open()
      expect(await first).toMatchObject({ status: 200, body: { status: 'handled' } })
      expect(await deliver(url, payload)).toMatchObject({ status: 200, body: { status: 'duplicate' } })
    })
    expect(runs).toBe(1)
  })

  test('express: runs it once for thirty deliveries at once', async () => {
    const { handled, options } = recorder()
    const app = express().post('/webhooks', webhookHandler(options))
    const answers = await serving(app, (url) =>
      Promise.all(Array.from({ length: 30 }, () => deliver(url, payload))),
    )
    expect(handled).toHaveLength(1)
    expect(answers.filter((answer) => answer.body.status === 'handled')).toHaveLength(1)
  })
})
