import { webhookHandler } from '@bahi/webhooks/next'
import { createOptions } from '../../handlers.js'

export const POST = webhookHandler(createOptions())
