import { webhookHandler } from '@bahi/webhooks/next'
import { options } from '../../handlers.js'

export const runtime = 'edge'
export const POST = webhookHandler(options)
