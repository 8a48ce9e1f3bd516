import type { RetryBudget } from './budget.ts'
import type { Settings } from './options.ts'

/** What all calls of a client share: its settings, with the key and the address that the first call makes sure of. */
export interface Sender extends Settings {
  readonly apiKey: string
  readonly baseUrl: string
  readonly budget: RetryBudget | null
}
