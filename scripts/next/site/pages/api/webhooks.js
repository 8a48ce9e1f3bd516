import { webhookHandler } from '@bahi/webhooks/next-pages'
import { createOptions } from '../../handlers.js'

export const config = { api: { bodyParser: false } }
export default webhookHandler(createOptions())
