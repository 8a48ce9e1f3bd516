import { webhookHandler } from '@bahi/webhooks/next-pages'
import { options } from '../../handlers.js'

// The mistake: nothing tells Next to leave the body alone.
export default webhookHandler(options)
