import type { EnvironmentId } from '../kit/environment.ts'
import { failpoint } from '../kit/failpoint.ts'
import type { Journal } from '../scheduler/journal.ts'
import type { Store } from '../store/store.ts'
import { attempt, type Sender } from './attempt.ts'
import type { Job } from './claim.ts'
import { recordOutcome } from './outcome.ts'

/** The deliveries that this process is sending. */
export interface Sending {
  start(job: Job): void
  readonly count: number
  /** When those of the environment, or all, are sent and written down; answers whether there were any. */
  settled(environment?: EnvironmentId): Promise<boolean>
}

export interface SendingOptions extends Sender {
  readonly store: Store
  readonly journal: Journal
}

/** `onDone` hears of the environment after each: its line has room again. */
export function createSending(
  options: SendingOptions,
  onDone: (environment: EnvironmentId) => void,
): Sending {
  const underWay = new Map<Promise<void>, EnvironmentId>()
  const of = (environment: EnvironmentId | undefined) =>
    [...underWay].filter(([, own]) => environment === undefined || own === environment).map(([one]) => one)
  return {
    start(job) {
      const one = deliver(options, job)
      underWay.set(one, job.environment)
      one.finally(() => {
        underWay.delete(one)
        onDone(job.environment)
      })
    },
    get count() {
      return underWay.size
    },
    async settled(environment) {
      const some = of(environment)
      await Promise.all(some)
      return some.length > 0
    },
  }
}

/** Never rejects. No transaction is open while it sends. */
async function deliver({ store, journal, ...sender }: SendingOptions, job: Job): Promise<void> {
  const facts = { environment: job.environment, delivery: job.deliveryId }
  try {
    const result = await attempt(job, sender)
    failpoint('after_send')
    const became = await store.transaction(job.environment, (tx) => recordOutcome(tx, job, result))
    journal.note(job.environment, { at: job.at, what: 'delivery.attempted', id: job.deliveryId })
    if (became === 'lost') sender.logger.warn('A delivery was taken over while it was being sent', facts)
    if (became === 'dead_letter') sender.logger.warn('A delivery has failed for the last time', facts)
  } catch (error) {
    // The lease runs out and it is sent again: at least once.
    sender.logger.error('An attempt could not be written down', { ...facts, error })
  }
}
