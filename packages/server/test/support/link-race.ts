import { setImmediate as tick } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Server } from '../../src/index.ts'
import { balancesOf, expectCleanBooks, sentInvoice, untilDecided } from './books.ts'
import type { Answer } from './contract.ts'
import type { TestTenant } from './harness.ts'
import { getPage, postForm, pressPay } from './pay.ts'

/** A payer at one server, the merchant at the same or at another one over the same database. */
export interface RacedShop {
  readonly payer: Server
  readonly merchant: TestTenant
}

/** What one round came to, in minor units. */
interface Round {
  readonly linkId: string
  readonly invoiceId: string | null
  /** What the gateway told the payers that it had taken. */
  readonly capturedMinor: number
  readonly byHandMinor: number
  /** Else the merchant's act was. */
  readonly isMoneyFirst: boolean
}

/** So many at least; then on, until the money has come first and the merchant has been first to money on its way. */
const ROUNDS = 12
const MAX_ROUNDS = 80
const MAX_STEP = 8_192
const AMOUNT = 100
const AMOUNT_MINOR = 10_000

/** Who begins, and how much earlier, in turns of the event loop. The one who came first has to wait for longer the next time. */
interface Start {
  payerWaits: number
  step: number
}

const after = async (ticks: number) => {
  for (let n = 0; n < ticks; n += 1) await tick()
}

/** A payer who stands at the gateway already, and presses the button there; answers what was taken. */
async function payer({ payer: server }: RacedShop, url: string): Promise<() => Promise<number>> {
  const gateway = await pressPay(server, url)
  return async () => {
    const paid = await postForm(server, gateway, {
      method: 'upi',
      vpa: 'success@upi',
      attempt: crypto.randomUUID(),
    })
    if (!paid.location.includes('razorpay_payment_id')) return 0
    await getPage(server, paid.location)
    return AMOUNT_MINOR
  }
}

const linkOf = async ({ merchant: { api } }: RacedShop, id: string) =>
  (await api('GET', `/payment-links/${id}`)).body

/** Lets payers press while the merchant acts; answers what was taken and what the merchant was told. */
async function race(payers: readonly (() => Promise<number>)[], act: () => Promise<Answer>, start: Start) {
  const [taken, answer] = await Promise.all([
    Promise.all(payers.map((pay) => after(start.payerWaits).then(pay))),
    after(-start.payerWaits).then(() => untilDecided(act)),
  ])
  return { capturedMinor: taken.reduce((sum, minor) => sum + minor, 0), answer }
}

export async function raceCancel(shop: RacedShop): Promise<void> {
  const { api } = shop.merchant
  await inRounds(shop, async (start) => {
    const { body: link } = await api('POST', '/payment-links', { body: { amount: AMOUNT } })
    const cancel = () => api('POST', `/payment-links/${link.id}/cancel`)
    const { capturedMinor, answer } = await race([await payer(shop, link.url)], cancel, start)
    const { status } = await linkOf(shop, link.id)
    if (answer.status === 409)
      expect([answer.body.code, answer.body.state]).toEqual(['invalid_state', 'paid'])
    else expect(answer.status).toBe(200)
    expect(status).toBe(capturedMinor > 0 ? 'paid' : 'cancelled')
    return {
      linkId: link.id,
      invoiceId: null,
      capturedMinor,
      byHandMinor: 0,
      isMoneyFirst: answer.status === 409,
    }
  })
}

/** The simulated gateway takes nothing once the time is over: money comes late only when it was taken just before. */
export async function raceExpiry(shop: RacedShop): Promise<void> {
  const { api } = shop.merchant
  await inRounds(
    shop,
    async (start) => {
      const now = Date.parse((await api('GET', '/test/clock')).body.now)
      const expires_at = new Date(now + 20 * 60_000).toISOString()
      const { body: link } = await api('POST', '/payment-links', { body: { amount: AMOUNT, expires_at } })
      const pay = await payer(shop, link.url)
      const expire = () => api('POST', '/test/clock/advance', { body: { by: '21 minutes' } })
      const { capturedMinor, answer } = await race([pay], expire, start)
      expect([answer.status, answer.body.done]).toEqual([200, true])
      expect((await linkOf(shop, link.id)).status).toBe(capturedMinor > 0 ? 'paid' : 'expired')
      const told = (await api('GET', `/events?resource=${link.id}`)).body.data
      const types = told.map(({ type }: { type: string }) => type).reverse()
      // Time may be over while the money is on its way: then both are true, and told in this order.
      if (capturedMinor === 0) expect(types).toEqual(['payment_link.expired'])
      else
        expect([['payment_link.paid'], ['payment_link.expired', 'payment_link.paid']]).toContainEqual(types)
      return {
        linkId: link.id,
        invoiceId: null,
        capturedMinor,
        byHandMinor: 0,
        isMoneyFirst: types[0] === 'payment_link.paid',
      }
    },
    { takesLate: false },
  )
}

export async function raceVoid(shop: RacedShop): Promise<void> {
  const { api } = shop.merchant
  await inRounds(shop, async (start) => {
    const { id, payment_link_id } = await sentInvoice(shop.merchant, [AMOUNT])
    const pay = await payer(shop, (await linkOf(shop, payment_link_id)).url)
    const { capturedMinor, answer } = await race([pay], () => api('POST', `/invoices/${id}/void`), start)
    if (answer.status !== 200) expect([answer.status, answer.body.state]).toEqual([409, 'paid'])
    const { body: invoice } = await api('GET', `/invoices/${id}`)
    expect(invoice.status).toBe(answer.status === 200 ? 'void' : 'paid')
    return {
      linkId: payment_link_id,
      invoiceId: id,
      capturedMinor,
      byHandMinor: 0,
      isMoneyFirst: answer.status === 409,
    }
  })
}

/** Two payers and the merchant, who is paid at the door, for one invoice. */
export async function raceByHand(shop: RacedShop): Promise<void> {
  const { api } = shop.merchant
  await inRounds(shop, async (start) => {
    const { id, payment_link_id } = await sentInvoice(shop.merchant, [AMOUNT])
    const { url } = await linkOf(shop, payment_link_id)
    const payers = [await payer(shop, url), await payer(shop, url)]
    const byHand = () => api('POST', `/invoices/${id}/payments`, { body: { mode: 'upi', amount: AMOUNT } })
    const { capturedMinor, answer } = await race(payers, byHand, start)
    if (answer.status !== 201) expect([answer.status, answer.body.state]).toEqual([409, 'paid'])
    const { body: invoice } = await api('GET', `/invoices/${id}`)
    expect(invoice).toMatchObject({ status: 'paid', amount_due_minor: 0, amount_paid_minor: AMOUNT_MINOR })
    const byHandMinor = answer.status === 201 ? AMOUNT_MINOR : 0
    return {
      linkId: payment_link_id,
      invoiceId: id,
      capturedMinor,
      byHandMinor,
      isMoneyFirst: answer.status === 409,
    }
  })
}

type Play = (start: Start) => Promise<Round>

/** Plays the rounds; then all that was taken is recorded, what no invoice wanted is the customers', and the books are clean. */
async function inRounds(shop: RacedShop, play: Play, { takesLate = true } = {}): Promise<void> {
  const rounds = await hunt(play, takesLate)
  let [owed, settled] = [0, 0]
  for (const { linkId, invoiceId, capturedMinor, byHandMinor } of rounds) {
    const recorded = (await shop.merchant.api('GET', `/payments?payment_link_id=${linkId}`)).body.data
    expect(sumOf(recorded), `through ${linkId}`).toBe(capturedMinor)
    const wanted = invoiceId === null ? 0 : await soldBy(shop, invoiceId)
    settled += wanted
    owed += capturedMinor + byHandMinor - wanted
  }
  const total = (of: (round: Round) => number) => rounds.reduce((sum, round) => sum + of(round), 0)
  expect(await balancesOf(shop.merchant)).toEqual(
    withoutZeros({
      gateway_clearing: total((round) => round.capturedMinor),
      bank: total((round) => round.byHandMinor),
      customer_credit: -owed,
      sales: -settled,
    }),
  )
  await expectCleanBooks(shop.merchant)
}

/** Lets who came first wait for longer, until both come at once. `takesLate`: money is taken after the merchant's act as well. */
async function hunt(play: Play, takesLate: boolean): Promise<Round[]> {
  const rounds: Round[] = []
  const start = { payerWaits: 0, step: 1 }
  const isMet = () =>
    rounds.some(({ isMoneyFirst }) => isMoneyFirst) &&
    rounds.some((round) => !round.isMoneyFirst && (round.capturedMinor > 0 || !takesLate))
  while (rounds.length < ROUNDS || (!isMet() && rounds.length < MAX_ROUNDS)) {
    const round = await play(start)
    const isAsBefore = rounds.at(-1)?.isMoneyFirst === round.isMoneyFirst
    start.step = isAsBefore ? Math.min(start.step * 2, MAX_STEP) : 1
    start.payerWaits += round.isMoneyFirst ? start.step : -start.step
    rounds.push(round)
  }
  expect(isMet(), 'each came first, and money was on its way').toBe(true)
  return rounds
}

const sumOf = (payments: readonly { readonly amount_minor: number }[]) =>
  payments.reduce((sum, { amount_minor }) => sum + amount_minor, 0)

const soldBy = async ({ merchant: { api } }: RacedShop, invoiceId: string) =>
  (await api('GET', `/invoices/${invoiceId}`)).body.status === 'void' ? 0 : AMOUNT_MINOR

const withoutZeros = (balances: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(balances).filter(([, balance]) => balance !== 0))
