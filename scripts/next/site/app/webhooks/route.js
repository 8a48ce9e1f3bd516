import { webhookHandler } from '@bahi/webhooks/next'
import { options } from '../../handlers.js'

export const POST = webhookHandler(options)
