import type { ApiClient, Call, CallOptions, components } from '@bahi/core'

/** What only a test key may do: move its environment's time, make any event happen, and begin anew. A live key gets `not_found`. */
export class TestHelpers {
  readonly #client: ApiClient
  /** The environment's own time. */
  readonly clock: TestEnvironmentClock

  constructor(client: ApiClient) {
    this.#client = client
    this.clock = new TestEnvironmentClock(client)
  }

  /** Does whatever leads to an event of this type: the event is a real one. */
  trigger(event: TestTrigger, options?: CallOptions): Call<TestTriggered> {
    return this.#client.request('post', '/test/trigger', { body: event }, options)
  }

  /** Begins the test environment anew: all is gone but the API keys and the tenant's profile. */
  reset(options?: CallOptions): Call<TestReset> {
    return this.#client.request('post', '/test/reset', {}, options)
  }
}

/** The test environment's own time, which is never behind the wall clock. */
export class TestEnvironmentClock {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** What time it is there. */
  retrieve(options?: CallOptions): Call<TestClock> {
    return this.#client.request('get', '/test/clock', {}, options)
  }

  /**
   * Goes ahead by `{ by: '8 days' }` or to `{ to: '2026-07-06T00:00:00Z' }`. All that falls due on the way has happened, in
   * order, before the answer, which lists it; `done` is false when a further call is needed for the rest.
   */
  advance(way: TestClockAdvanceRequest, options?: CallOptions): Call<TestClockAdvance> {
    return this.#client.request('post', '/test/clock/advance', { body: way }, options)
  }
}

/** The time of a test environment. */
export type TestClock = components['schemas']['TestClock']
/** What fell due on the way, and whether there is more. */
export type TestClockAdvance = components['schemas']['TestClockAdvance']
/** How far to go: `by` a duration, or `to` a time. */
export type TestClockAdvanceRequest = components['schemas']['TestClockAdvanceRequest']
/** When the environment began anew. */
export type TestReset = components['schemas']['TestReset']
/** The type of event to make happen. */
export type TestTrigger = components['schemas']['TestTrigger']
/** The event that happened. */
export type TestTriggered = components['schemas']['TestTriggered']
