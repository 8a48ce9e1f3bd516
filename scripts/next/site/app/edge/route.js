import { webhookHandler } from '@bahi/webhooks/next'
import { createOptions } from '../../handlers.js'

export const runtime = 'edge'
export const POST = webhookHandler(createOptions())
