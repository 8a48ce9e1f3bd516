export { type WebhookRefusalCode, WebhookVerificationError } from './error.ts'
export type {
  EventOf,
  KnownEvent,
  KnownEventType,
  UnknownEvent,
  WebhookEvent,
} from './events.ts'
export type { WebhookPayload } from './payload.ts'
export type { EventHandler, EventHandlers, WebhookHandlerOptions } from './receive.ts'
export type { VerifyOptions, WebhookHeaders } from './scheme.ts'
export type { WebhookSecrets } from './secret.ts'
export { decodeSecret, generateSecret, type SignatureHeaders, sign, type Unsigned } from './signature.ts'
export {
  type ClaimResult,
  type MemoryStoreOptions,
  memoryStore,
  type WebhookClaim,
  type WebhookStore,
} from './store.ts'
export { verify, verifySignature } from './verify.ts'
export { verifyAsync } from './verify-async.ts'
