import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from './simulation/random.ts'
import { credit, expectCleanBooks, invoiceOf, pay } from './support/books.ts'
import { engine } from './support/engines.ts'
import { type TestTenant, useServer } from './support/harness.ts'
import { addedUp, entriesOf, type Figures, figuresByPeriod } from './support/sales.ts'

const START = Date.parse('2026-01-01T12:00:00Z')
const DAY = 86_400_000
/** Moments at which something is done; half of them where a day, a month or an hour of the clocks begins. */
const MOMENTS = { memory: 240, disk: 120, postgres: 120 }[engine()]
const ACTS_A_MOMENT = 6
const currencies = ['INR', 'JPY', 'KWD']

const { openTenant } = useServer({ now: new Date(START) })

interface Shop {
  readonly tenant: TestTenant
  readonly random: Random
  /** Of the invoices that were sent. */
  readonly invoices: string[]
}

const done = async (answer: Promise<{ status: number; body: { detail?: string } }>) => {
  const { status, body } = await answer
  expect([200, 201], body.detail).toContain(status)
}

async function send({ tenant, random, invoices }: Shop): Promise<void> {
  const items = Array.from({ length: 1 + random.below(3) }, () => ({
    description: 'Work',
    qty: random.pick([1, 2, 0.333, 7]),
    rate_minor: 1 + random.below(1_000_000),
    tax_rate: random.pick([0, 5, 18, 33.333]),
    tax_inclusive: random.chance(0.5),
  }))
  const body = { currency: random.pick(currencies), items }
  const { body: draft } = await tenant.api('POST', '/invoices', { body })
  await done(tenant.api('POST', `/invoices/${draft.id}/send`))
  invoices.push(draft.id)
}

/** A sale at the till: raised, numbered and paid in one, in part or in full. */
async function ringUp({ tenant, random, invoices }: Shop): Promise<void> {
  const rate_minor = 1 + random.below(1_000_000)
  const payment = {
    mode: 'upi',
    amount_minor: random.chance(0.5) ? rate_minor : 1 + random.below(rate_minor),
  }
  const items = [{ description: 'Milk', qty: 1, rate_minor, tax_rate: random.pick([0, 5, 18]) }]
  const body = { currency: random.pick(currencies), items, payment }
  const answer = await tenant.api('POST', '/invoices', { body })
  expect(answer.status, answer.text).toBe(201)
  invoices.push(answer.body.id)
}

/** An invoice in one of the states, null when the ones looked at are in others. */
async function anInvoice({ tenant, random, invoices }: Shop, ...states: string[]) {
  const invoice = invoices.length === 0 ? null : await invoiceOf(tenant, random.pick(invoices))
  return states.includes(invoice?.status) ? invoice : null
}

async function payPart(shop: Shop): Promise<void> {
  const invoice = await anInvoice(shop, 'open')
  if (invoice === null) return
  const { amount_due_minor: due } = invoice
  const amount_minor = shop.random.chance(0.4) ? due : 1 + shop.random.below(due)
  const mode = shop.random.pick(['upi', 'cash', 'card'])
  await done(pay(shop.tenant, invoice.id, { mode, amount_minor }))
}

async function giveCredit(shop: Shop): Promise<void> {
  const invoice = await anInvoice(shop, 'open', 'paid')
  if (invoice === null || invoice.amount_credited_minor > 0) return
  const [line] = invoice.items
  const items = shop.random.chance(0.5) ? {} : { items: [{ invoice_item_id: line.id, qty: line.qty }] }
  await done(credit(shop.tenant, invoice.id, { ...items, refund: shop.random.chance(0.5) }))
}

async function voidOne(shop: Shop): Promise<void> {
  const invoice = await anInvoice(shop, 'open')
  if (invoice === null || invoice.amount_paid_minor + invoice.amount_credited_minor > 0) return
  await done(shop.tenant.api('POST', `/invoices/${invoice.id}/void`))
}

/** Of what is in credit; where nothing is, the refusal is as good. */
async function refund(shop: Shop): Promise<void> {
  const [payment] = (await anInvoice(shop, 'paid', 'open'))?.payments ?? []
  if (payment === undefined) return
  const { status } = await shop.tenant.api('POST', `/payments/${payment.id}/refunds`, { body: {} })
  expect([201, 409]).toContain(status)
}

async function writeOff(shop: Shop): Promise<void> {
  const invoice = shop.random.chance(0.2) ? await anInvoice(shop, 'open') : null
  if (invoice !== null) await done(shop.tenant.api('POST', `/invoices/${invoice.id}/mark-uncollectible`))
}

const acts = [send, send, ringUp, payPart, payPart, giveCredit, voidOne, refund, writeOff]

/** Moments of a year in order, in the zone's own days: at, before and after the turn of a day or of the clocks. */
function momentsOf(timeZone: string, random: Random): number[] {
  const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const offsetAt = (at: number) => offset.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const quarters = Array.from({ length: 365 * 96 }, (_, n) => START + DAY + n * 900_000)
  const turns = quarters.filter((at) => offsetAt(at) !== offsetAt(at - 1))
  const midnights = quarters.filter((at) => date.format(at) !== date.format(at - 1))
  const months = midnights.filter((at) => date.format(at).endsWith('-01'))
  const around = [...turns, ...months].flatMap((at) => [at - 1, at])
  const days = Array.from({ length: MOMENTS / 4 }, () => random.pick(midnights) - random.below(2))
  const any = Array.from({ length: MOMENTS / 2 }, () => START + 1 + random.below(365 * DAY))
  return [...new Set([...around, ...days, ...any])].sort((a, b) => a - b)
}

async function liveThroughAYear(shop: Shop, timeZone: string): Promise<void> {
  for (const moment of momentsOf(timeZone, shop.random)) {
    const to = new Date(moment).toISOString()
    const { body } = await shop.tenant.api('POST', '/test/clock/advance', { body: { to } })
    expect(body).toMatchObject({ done: true, now: to })
    for (let n = 0; n < ACTS_A_MOMENT; n += 1) await shop.random.pick(acts)(shop)
  }
}

async function reported({ api }: TestTenant, query: string): Promise<Map<string, Figures>> {
  const { status, body } = await api('GET', `/reports/sales?from=2026-01-01&${query}`)
  expect(status).toBe(200)
  const rows = body.data.map(({ period, starts_at, ends_at, ...figures }: Record<string, string>) => [
    `${period} ${figures.currency}`,
    figures,
  ])
  expect(body.totals).toEqual(addedUp(rows.map(([, figures]: [string, Figures]) => figures)))
  return new Map(rows)
}

const hasFigures = ({ currency, ...figures }: Figures) => Object.values(figures).some((n) => n !== 0)

async function expectReportOfLedger(tenant: TestTenant, timeZone: string): Promise<void> {
  const entries = await entriesOf(tenant)
  for (const [granularity, to] of [
    ['day', '2027-01-01'],
    ['month', '2027-01'],
  ] as const) {
    const expected = figuresByPeriod(entries, { timeZone, granularity })
    const report = await reported(tenant, `granularity=${granularity}&to=${to}`)
    const told = [...report].filter(([key, row]) => expected.has(key) || hasFigures(row))
    expect(new Map(told)).toEqual(expected)
  }
}

describe('a year of sales', () => {
  test.each([
    ['Europe/Berlin', 1],
    ['America/New_York', 2],
    ['Asia/Kolkata', 3],
  ])(
    'in %s: the report equals the ledger, by day and by month, in three currencies',
    async (timeZone, seed) => {
      const tenant = await openTenant({ timeZone })
      await liveThroughAYear({ tenant, random: createRandom(seed), invoices: [] }, timeZone)
      await expectReportOfLedger(tenant, timeZone)
      const { totals } = (await tenant.api('GET', '/reports/sales?granularity=month&from=2026-01&to=2027-01'))
        .body
      expect(totals.map(({ currency }: Figures) => currency)).toEqual(currencies)
      for (const total of totals) {
        for (const name of ['count', 'tax_minor', 'voided_count', 'credited_count', 'refunded_count'])
          expect(total[name], `${name} in ${total.currency}`).toBeGreaterThan(0)
      }
      await expectCleanBooks(tenant)
      await tenant.api('PATCH', '/tenant', { body: { time_zone: 'Pacific/Chatham' } })
      await expectReportOfLedger(tenant, 'Pacific/Chatham')
    },
    300_000,
  )
})
