import { expect } from 'vitest'
import type { Answer } from './contract.ts'
import type { TestTenant } from './harness.ts'

/** An open invoice over these prices in major units, without tax, unless the body says otherwise. */
export async function sentInvoice({ api }: TestTenant, rates: readonly number[] = [100], body: object = {}) {
  const items = rates.map((rate, n) => ({ description: `Work ${n + 1}`, qty: 1, rate }))
  const { body: draft } = await api('POST', '/invoices', { body: { items, ...body } })
  const sent = await api('POST', `/invoices/${draft.id}/send`)
  expect(sent.status).toBe(200)
  return sent.body
}

export const pay = ({ api }: TestTenant, invoiceId: string, body: object): Promise<Answer> =>
  api('POST', `/invoices/${invoiceId}/payments`, { body: { mode: 'upi', ...body } })

export const credit = ({ api }: TestTenant, invoiceId: string, body: object = {}): Promise<Answer> =>
  api('POST', '/credit-notes', { body: { invoice_id: invoiceId, reason: 'Returned', ...body } })

export const invoiceOf = async ({ api }: TestTenant, id: string) => (await api('GET', `/invoices/${id}`)).body

/** The postings of the entry, as `{ account: amount_minor }`. */
export async function postingsOf({ api }: TestTenant, entryId: string): Promise<Record<string, number>> {
  const { body } = await api('GET', `/ledger/entries/${entryId}`)
  return Object.fromEntries(
    body.postings.map((posting: { account: string; amount_minor: number }) => [
      posting.account,
      posting.amount_minor,
    ]),
  )
}

/** Every balance that isn't 0, in a tenant with one currency. */
export async function balancesOf({ api }: TestTenant): Promise<Record<string, number>> {
  const { body } = await api('GET', '/ledger/accounts')
  return Object.fromEntries(
    body.data
      .map((row: { account: string; balance_minor: number }) => [row.account, row.balance_minor])
      .filter(([, balance]: [string, number]) => balance !== 0),
  )
}

/** The types of all events, oldest first. */
export async function eventTypes({ api }: TestTenant, query = ''): Promise<string[]> {
  const { body } = await api('GET', `/events?limit=100${query}`)
  return body.data.map(({ type }: { type: string }) => type).reverse()
}

/** The audit finds nothing, and looked. */
export async function expectCleanBooks({ api }: Pick<TestTenant, 'api'>): Promise<void> {
  const { body } = await api('GET', '/audit')
  expect(body.checks.filter(({ clean }: { clean: boolean }) => !clean)).toEqual([])
  expect(body.clean).toBe(true)
}

const MAX_TRIES = 30

/** As a client does: a server that has more to do than it takes at once says 503 and has done nothing. */
export async function untilDecided(send: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send()
    if (answer.body.retryable !== true || tries === MAX_TRIES) return answer
  }
}
