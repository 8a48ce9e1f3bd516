import { createArrivals, listen } from '@bahi/example-story'
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
  const { origin, close } = await listen(receive)
  return {
    url: `${origin}/webhooks`,
    accept: (secret: string) => void secrets.push(secret),
    next,
    close,
  }
}
