/** The only reader of the wall clock. `wall` serves signatures, leases, rate limits and timeouts; an environment's own time is on its transaction. */
export interface Clock {
  /** Epoch milliseconds. */
  wall(): number
  /** Epoch ms at which the environments' time stands until a test advances it. Left out, it follows the wall. */
  readonly still?: number | undefined
}

export const systemClock: Clock = {
  wall: () => Date.now(),
}

/** The time that new ids tell, where no environment is at hand. */
export const timeNow = ({ wall, still }: Clock): number => still ?? wall()
