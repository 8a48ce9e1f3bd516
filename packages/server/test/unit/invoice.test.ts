import { type InvoiceAct, type InvoiceStatus, invoiceStatuses } from '@bahi/spec'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/kit/errors.ts'
import {
  allowedActs,
  balanceOf,
  dueAt,
  invoiceNumber,
  owedMinor,
  requireAct,
  requireLines,
  yearAt,
} from '../../src/rules/invoice.ts'

const allowed: Record<InvoiceStatus, readonly InvoiceAct[]> = {
  draft: ['update', 'delete', 'send'],
  open: ['pay', 'credit', 'void', 'mark_uncollectible'],
  paid: ['credit'],
  void: [],
  uncollectible: ['pay'],
}

const fresh = (status: InvoiceStatus) => ({ status, amount_paid_minor: 0, amount_credited_minor: 0 })
const everyAct = ['update', 'delete', 'send', 'pay', 'credit', 'void', 'mark_uncollectible'] as const

test('invoice: each state allows the acts of the table and refuses all others with what it allows', () => {
  for (const state of invoiceStatuses) {
    expect(allowedActs(fresh(state))).toEqual(allowed[state])
    for (const act of everyAct) {
      const refusal = refusalOf(() => requireAct(fresh(state), act))
      if (allowed[state].includes(act)) expect(refusal).toBeNull()
      else {
        expect(refusal?.code).toBe('invalid_state')
        expect(refusal?.facts).toMatchObject({ state, allowed_acts: allowed[state] })
      }
    }
  }
})

test('invoice: an act says where it leads', () => {
  expect(requireAct(fresh('draft'), 'send')).toBe('open')
  expect(requireAct(fresh('open'), 'void')).toBe('void')
  expect(requireAct(fresh('draft'), 'update')).toBe('draft')
})

test('invoice: what was paid or credited in part is not voided', () => {
  for (const amounts of [{ amount_paid_minor: 1 }, { amount_credited_minor: 1 }]) {
    const refusal = refusalOf(() => requireAct({ ...fresh('open'), ...amounts }, 'void'))
    expect(refusal?.facts).toMatchObject({
      state: 'open',
      allowed_acts: ['pay', 'credit', 'mark_uncollectible'],
      detail: expect.stringContaining('in part'),
    })
  }
})

test('invoice: a draft without lines may be changed and deleted, not sent', () => {
  expect(refusalOf(() => requireLines(fresh('draft'), 0))?.facts).toMatchObject({
    state: 'draft',
    allowed_acts: ['update', 'delete'],
    detail: expect.stringContaining('no lines'),
  })
  expect(refusalOf(() => requireLines(fresh('draft'), 1))).toBeNull()
})

test('invoice: a number has the year and five digits, more when they are needed', () => {
  expect(invoiceNumber(2026, 1)).toBe('INV-2026-00001')
  expect(invoiceNumber(2026, 123456)).toBe('INV-2026-123456')
})

test("invoice: the year is that of the tenant's time zone", () => {
  const at = Date.parse('2026-12-31T18:30:00Z')
  expect(yearAt(at, 'Asia/Kolkata')).toBe(2027)
  expect(yearAt(at, 'UTC')).toBe(2026)
  expect(yearAt(at, 'America/Los_Angeles')).toBe(2026)
})

test('invoice: it is due whole days after sending, and overdue once that has passed with a balance', () => {
  const sent = Date.parse('2026-06-28T10:14:22Z')
  const due = dueAt(sent, 7)
  expect(due).toBe(Date.parse('2026-07-05T10:14:22Z'))
  expect(dueAt(sent, null)).toBeNull()
  const open = {
    status: 'open',
    due_at: due,
    total_minor: 100,
    amount_paid_minor: 0,
    amount_credited_minor: 0,
  } as const
  const after = Number(due) + 1
  expect(balanceOf(open, Number(due))).toEqual({ amount_due_minor: 100, overdue: false })
  expect(balanceOf(open, after)).toEqual({ amount_due_minor: 100, overdue: true })
  expect(balanceOf({ ...open, amount_paid_minor: 60, amount_credited_minor: 40 }, after)).toEqual({
    amount_due_minor: 0,
    overdue: false,
  })
  expect(balanceOf({ ...open, status: 'draft' }, after).overdue).toBe(false)
  expect(balanceOf({ ...open, due_at: null }, after).overdue).toBe(false)
})

function refusalOf(work: () => unknown): Refusal | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

test('invoice: what was credited after it was paid is no debt, below 0 nothing is due', () => {
  const invoice = { due_at: null, total_minor: 100, amount_paid_minor: 80, amount_credited_minor: 50 }
  expect(balanceOf({ ...invoice, status: 'paid' }, 0)).toEqual({ amount_due_minor: 0, overdue: false })
})

test('invoice: only an open and an uncollectible one are owed', () => {
  const owed = invoiceStatuses.map((status) =>
    owedMinor({ ...fresh(status), due_at: null, total_minor: 100, amount_paid_minor: 40 }, 0),
  )
  expect(Object.fromEntries(invoiceStatuses.map((status, n) => [status, owed[n]]))).toEqual({
    draft: 0,
    open: 60,
    paid: 0,
    void: 0,
    uncollectible: 60,
  })
})
