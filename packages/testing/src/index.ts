export type { Deliveries, Subscription, SubscriptionOptions } from './deliveries.ts'
export type { Fault, FaultOptions, Faults } from './faults.ts'
export {
  type EventChanges,
  eventFixture,
  fixture,
  type ResourceName,
  type SigningOptions,
  signedRequest,
} from './fixtures.ts'
export type { Received, WebhookTarget } from './receiver.ts'
export {
  type ClientChoice,
  createTestServer,
  type TestServer,
  type TestServerOptions,
} from './test-server.ts'
