import { webhookHandler } from '@bahi/webhooks/next-pages'
import { createOptions } from '../../handlers.js'

// The mistake: nothing tells Next to leave the body alone.
export default webhookHandler(createOptions())
