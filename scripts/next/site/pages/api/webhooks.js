import { webhookHandler } from '@bahi/webhooks/next-pages'
import { options } from '../../handlers.js'

export const config = { api: { bodyParser: false } }
export default webhookHandler(options)
