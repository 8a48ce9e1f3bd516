import type { Answer } from './contract.ts'
import type { ServerProcess } from './server-process.ts'

/** One act under its Idempotency-Key, and its answer if one came. */
export interface Act {
  readonly idempotencyKey: string
  readonly path: string
  readonly body: object
  /** The event that it fires. */
  readonly fires: string
  answer: Answer | null
}

/** What the client wants from the server of the day. */
export type Api = ServerProcess['api']

/** A client that bills in several lines at once and writes down what it asked and what was answered. */
export interface BillingClient {
  readonly acts: readonly Act[]
  /** Bills until the server dies, or enough; returns the acts of this time. */
  bill(api: Api): Promise<readonly Act[]>
  /** Sends an act again, as it was. */
  resend(api: Api, act: Act): Promise<Answer>
}

const LINES = 4
/** In each line, when the server does not die before. */
const MAX_STORIES = 10

export function createBillingClient(key: string): BillingClient {
  const acts: Act[] = []
  const resend = (api: Api, { path, body, idempotencyKey }: Act) =>
    api('POST', path, { key, body, idempotencyKey })

  async function line(api: Api): Promise<void> {
    const perform = async (path: string, body: object, fires: string) => {
      const act: Act = { idempotencyKey: `act-${acts.length}`, path, body, fires, answer: null }
      acts.push(act)
      act.answer = await resend(api, act)
      return act.answer.body
    }
    for (let n = 0; n < MAX_STORIES; n += 1) await story(perform)
  }

  return {
    acts,
    resend,
    async bill(api) {
      const first = acts.length
      await Promise.all(Array.from({ length: LINES }, () => line(api).catch(expectDeath)))
      return acts.slice(first)
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: held to the contract by the caller
type Perform = (path: string, body: object, fires: string) => Promise<any>

async function story(perform: Perform): Promise<void> {
  const contact = await perform('/contacts', { name: 'Asha' }, 'customer.created')
  const items = [{ description: 'Work', qty: 2, rate: 50 }]
  const draft = await perform('/invoices', { contact_id: contact.id, items }, 'invoice.created')
  const sent = await perform(`/invoices/${draft.id}/send`, {}, 'invoice.sent')
  await perform(`/invoices/${sent.id}/payments`, { mode: 'upi', amount: 30 }, 'payment.recorded')
  const returned = [{ invoice_item_id: sent.items[0].id, qty: 1 }]
  const note = { invoice_id: sent.id, reason: 'Returned', items: returned }
  await perform('/credit-notes', note, 'credit_note.issued')
}

/** The global fetch says no more than this of a connection that broke. */
function expectDeath(error: unknown): void {
  if (error instanceof TypeError) return
  throw error
}
