import { createArrivals, listen } from '@bahi/example-story'
import { webhookHandler } from '@bahi/webhooks/express'
import express from 'express'

/** An Express app that verifies what comes in and keeps it for `next`. */
export async function openReceiver() {
  const secrets: string[] = []
  const { keep, next } = createArrivals()

  const app = express()
  app.post(
    '/webhooks',
    webhookHandler({
      secrets,
      on: { 'invoice.created': keep, 'invoice.sent': keep, 'invoice.paid': keep },
      onUnknown: (event) => console.log(`   (not asked for: ${event.type})`),
    }),
  )
  const { origin, close } = await listen(app)

  return {
    url: `${origin}/webhooks`,
    /** The endpoint's secret: deliveries signed with it are let in from now on. */
    accept: (secret: string) => void secrets.push(secret),
    next,
    close,
  }
}
