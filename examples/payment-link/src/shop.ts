import { createArrivals, listen } from '@bahi/example-story'
import { verifySignature } from '@bahi/webhooks'
import { webhookHandler } from '@bahi/webhooks/express'
import express, { type Request } from 'express'

/** The merchant's own site: it receives webhooks, and payers come back to `/thanks`. */
export async function openShop() {
  const secrets: string[] = []
  const { keep, next } = createArrivals()

  const app = express()
  app.post(
    '/webhooks',
    webhookHandler({
      secrets,
      on: { 'payment.recorded': keep, 'payment_link.paid': keep },
      onUnknown: (event) => console.log(`   (not asked for: ${event.type})`),
    }),
  )
  app.get('/thanks', (request, response) => {
    const { id, status } = readReturn(request, secrets)
    response.type('text').send(`Thank you, payment_link ${id} is ${status}.`)
  })
  const { origin, close } = await listen(app)

  return {
    url: origin,
    accept: (secret: string) => void secrets.push(secret),
    next,
    close,
  }
}

/** Believes what the payer's address says only if a webhook secret has signed it. */
function readReturn({ query }: Request, secrets: string[]) {
  const { payment_link_id: id, payment_link_status: status, payment_id, timestamp, signature } = query
  const headers = {
    'webhook-id': String(id),
    'webhook-timestamp': String(timestamp),
    'webhook-signature': String(signature),
  }
  verifySignature(`${id}|${status}|${payment_id}`, headers, secrets)
  return { id, status }
}
