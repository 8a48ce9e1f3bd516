import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createArrivals } from '@bahi/example-story'
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
  const http = createServer(app).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo // a TCP server that listens has one

  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    /** The endpoint's secret: deliveries signed with it are let in from now on. */
    accept: (secret: string) => void secrets.push(secret),
    next,
    close: () => new Promise<void>((resolve) => http.close(() => resolve())),
  }
}
