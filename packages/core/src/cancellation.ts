/** Why an attempt was called off. */
export type CancelReason = 'timeout' | 'aborted'

/** Calls off one attempt. Lighter than an AbortController, which only `fetch` needs. */
export class Cancellation {
  #listeners: ((reason: CancelReason) => void)[] = []

  onCancel(listener: (reason: CancelReason) => void): void {
    this.#listeners.push(listener)
  }

  cancel(reason: CancelReason): void {
    const listeners = this.#listeners
    this.#listeners = []
    for (const listener of listeners) listener(reason)
  }
}
