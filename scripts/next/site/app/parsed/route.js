import { webhookHandler } from '@bahi/webhooks/next'
import { options } from '../../handlers.js'

const handle = webhookHandler(options)

// The mistake: the body is read before the handler.
export async function POST(request) {
  await request.json()
  return handle(request)
}
