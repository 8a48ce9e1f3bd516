import { type Context, Hono } from 'hono'
import { basicAuth } from 'hono/basic-auth'
import { HTTPException } from 'hono/http-exception'
import { GatewayError } from './gateway.ts'
import type { RazorpayApi } from './razorpay-wire.ts'

export interface SimulatedHttpOptions {
  readonly api: RazorpayApi
  readonly keyId: string
  readonly keySecret: string
}

/** The simulated gateway over HTTP, on Razorpay's own paths: what its official package talks to in tests. */
export function createSimulatedHttp({ api, keyId, keySecret }: SimulatedHttpOptions): Hono {
  const app = new Hono()
  app.use(
    basicAuth({
      username: keyId,
      password: keySecret,
      invalidUserMessage: errorBody('Authentication failed'),
    }),
  )
  app.onError((error, c) => {
    if (error instanceof GatewayError) return c.json(errorBody(error.message), 400)
    // what the guard above throws holds its own answer
    return error instanceof HTTPException ? error.getResponse() : c.json(errorBody(error.message), 500)
  })
  app.notFound((c) => c.json(errorBody('The requested URL was not found on the server.'), 400))
  app.post('/v1/payment_links', async (c) => c.json(await api.createLink(await c.req.json())))
  app.get('/v1/payment_links', async (c) =>
    c.json({ payment_links: await api.findLinks(c.req.query('reference_id') ?? '') }),
  )
  app.get('/v1/payment_links/:id', async (c) => c.json(await api.fetchLink(id(c))))
  app.post('/v1/payment_links/:id/cancel', async (c) => c.json(await api.cancelLink(id(c))))
  app.post('/v1/payments/:id/refund', async (c) => c.json(await api.refund(id(c), await c.req.json())))
  app.get('/v1/payments/:id/refunds', async (c) => {
    const items = await api.listRefunds(id(c))
    return c.json({ entity: 'collection', count: items.length, items })
  })
  return app
}

const id = (c: Context) => c.req.param('id') ?? ''

const errorBody = (description: string) => ({ error: { code: 'BAD_REQUEST_ERROR', description } })
