import { webhookHandler } from '@bahi/webhooks/next'
import { createOptions } from '../../handlers.js'

const handle = webhookHandler(createOptions())

// The mistake: the body is read before the handler.
export async function POST(request) {
  await request.json()
  return handle(request)
}
