import { webhookHandler } from '@bahi/webhooks/express'
import express from 'express'

/** The app as its owner would write it: the webhook route first, the rest of the app with its JSON bodies behind it. */
export function createApp(secrets: string[]) {
  const welcomed: string[] = []
  const app = express()

  app.post(
    '/webhooks',
    webhookHandler({
      secrets,
      on: { 'customer.created': (event) => void welcomed.push(event.data.id) },
      onUnknown: (event) => console.log(`nobody handles ${event.type}`),
    }),
  )

  app.use(express.json())
  app.get('/welcomed', (_request, response) => void response.json(welcomed))

  return { app, welcomed }
}
