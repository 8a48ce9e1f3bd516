/** A bucket that stops a brown-out from being tripled by its own clients. */
export interface RetryBudgetOptions {
  /** Retries that may be spent at first, and saved at most. Default 20. */
  readonly capacity?: number | undefined
  /** What each call puts back. Default 0.1: in the long run one retry in ten calls. */
  readonly refillPerCall?: number | undefined
}

export interface RetryBudget {
  /** A call begins. */
  refill(): void
  /** Takes one retry; false when there is none. */
  spend(): boolean
}

/** A full bucket. */
export function retryBudget({ capacity = 20, refillPerCall = 0.1 }: RetryBudgetOptions = {}): RetryBudget {
  let left = capacity
  return {
    refill() {
      left = Math.min(capacity, left + refillPerCall)
    },
    spend() {
      if (!(left >= 0.999)) return false // ten tenths sum to a little less than one
      left--
      return true
    },
  }
}
