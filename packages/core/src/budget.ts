/** A bucket that stops a brown-out from being tripled by its own clients. */
export interface RetryBudgetOptions {
  /** Retries that may be spent at first, and saved at most. Default 20. */
  readonly capacity?: number
  /** What each call puts back. Default 0.1: in the long run one retry in ten calls. */
  readonly refillPerCall?: number
}

export class RetryBudget {
  readonly #capacity: number
  readonly #refill: number
  #left: number

  constructor({ capacity = 20, refillPerCall = 0.1 }: RetryBudgetOptions = {}) {
    this.#capacity = this.#left = capacity
    this.#refill = refillPerCall
  }

  /** A call begins. */
  refill(): void {
    this.#left = Math.min(this.#capacity, this.#left + this.#refill)
  }

  /** Takes one retry; false when there is none. */
  spend(): boolean {
    if (this.#left < 0.999) return false // ten tenths sum to a little less than one
    this.#left--
    return true
  }
}
