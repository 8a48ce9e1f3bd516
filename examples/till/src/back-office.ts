import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createArrivals } from '@bahi/example-story'
import { webhookHandler } from '@bahi/webhooks/node'

/** Who orders milk: hears of sales and of stock that runs low, over signed webhooks. */
export async function openBackOffice() {
  const secrets: string[] = []
  const { keep, next } = createArrivals()
  const receive = webhookHandler({
    secrets,
    on: { 'invoice.created': keep, 'stock.low': keep },
    onUnknown: (event) => console.log(`   (not asked for: ${event.type})`),
  })
  const http = createServer(receive).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    accept: (secret: string) => void secrets.push(secret),
    next,
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
}
