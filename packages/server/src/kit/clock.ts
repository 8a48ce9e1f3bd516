/** The only reader of the wall clock. `wall` serves signatures, leases, rate limits and timeouts; an environment's own time is on its transaction. */
export interface Clock {
  /** Epoch milliseconds. */
  wall(): number
}

export const systemClock: Clock = {
  wall: () => Date.now(),
}
