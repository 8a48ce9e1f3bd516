// The main entry where there is no node:crypto (browsers, Workers, edge). It exports the names of index.ts.
export { WebhookVerificationError } from './error.ts'
export { decodeSecret, generateSecret } from './secret.ts'
export { memoryStore } from './store.ts'
export { verifyAsync } from './verify-async.ts'

export const sign = needsNode('sign', 'Sign on a server.')
export const verify = needsNode('verify', 'Use `await verifyAsync(…)`, which takes the same arguments.')
export const verifySignature = needsNode('verifySignature', 'Use `await verifyAsync(…)`.')

function needsNode(name: string, instead: string): () => never {
  return () => {
    throw new Error(
      `@bahi/webhooks: ${name} needs node:crypto, which this runtime's build leaves out. ${instead}`,
    )
  }
}
