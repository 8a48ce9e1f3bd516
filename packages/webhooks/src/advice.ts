/** Which line to change, by framework, when something has read or parsed the body before the handler. */
export const advice = {
  express:
    "Express: move app.post('/webhooks', webhookHandler(…)) above app.use(express.json()), or give the route express.raw({ type: 'application/json' }) in its place.",
  fastify:
    "Fastify: app.post('/webhooks', webhookHandler(…)) with all that webhookHandler gives: its onRequest reads the body before a parser does; a hook of yours that runs earlier must not read it.",
  hono: "Hono: move app.post('/webhooks', webhookHandler(…)) above the middleware or validator that calls c.req.json() or c.req.parseBody().",
  koa: 'Koa: move app.use(webhookHandler(…)), or its router, above app.use(bodyParser()).',
  next: 'Next, app router: export const POST = webhookHandler(…), with no request.json() or request.text() before it.',
  nextPages:
    'Next, pages/api: add export const config = { api: { bodyParser: false } } to the file of the route.',
  node: 'node:http: call webhookHandler(…)(request, response) before anything listens to the data of the request.',
  fetch: 'Give the handler the Request unread: call request.clone().json() where you call request.json().',
  byHand:
    "By hand: verify(await request.text(), …) in place of await request.json(); in Fastify addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body)).",
} as const

/** For `verify`, which doesn't know where it is called. */
export const anyAdvice = [advice.express, advice.nextPages, advice.byHand].join(' ')
