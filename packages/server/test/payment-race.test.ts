import { expect, test } from 'vitest'
import {
  balancesOf,
  credit,
  expectCleanBooks,
  invoiceOf,
  pay,
  sentInvoice,
  untilDecided,
} from './support/books.ts'
import type { Answer } from './support/contract.ts'
import { useServer } from './support/harness.ts'

const { openTenant } = useServer()
const statuses = (answers: readonly Answer[], status: number) =>
  answers.filter((answer) => answer.status === status).length

test('200 payments raced on one invoice take exactly what is due', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant, [100])
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => untilDecided(() => pay(tenant, id, { amount: 1.5 }))),
  )
  expect(statuses(answers, 201)).toBe(66)
  expect(statuses(answers, 409)).toBe(134)
  expect(await invoiceOf(tenant, id)).toMatchObject({ status: 'open', amount_due_minor: 100 })
  const last = await Promise.all(
    Array.from({ length: 20 }, () => untilDecided(() => pay(tenant, id, { amount: 1 }))),
  )
  expect(statuses(last, 201)).toBe(1)
  expect(await invoiceOf(tenant, id)).toMatchObject({ status: 'paid', amount_due_minor: 0 })
  expect(await balancesOf(tenant)).toEqual({ bank: 10_000, sales: -10_000 })
  await expectCleanBooks(tenant)
})

test('payments, credit notes and a void raced on one invoice leave clean books', async () => {
  const tenant = await openTenant()
  for (let round = 0; round < 5; round += 1) {
    const { id } = await sentInvoice(tenant, [10, 20])
    await Promise.all([
      pay(tenant, id, { amount: 30 }),
      credit(tenant, id),
      tenant.api('POST', `/invoices/${id}/void`),
      pay(tenant, id, { amount: 5 }),
      tenant.api('POST', `/invoices/${id}/mark-uncollectible`),
      credit(tenant, id, { refund: true }),
    ])
  }
  await expectCleanBooks(tenant)
})

test('refunds raced on one payment never send back more than the credit', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant, [100])
  const { body: payment } = await pay(tenant, id, { amount: 100 })
  await credit(tenant, id)
  const answers = await Promise.all(
    Array.from({ length: 30 }, () =>
      untilDecided(() => tenant.api('POST', `/payments/${payment.id}/refunds`, { body: { amount: 9 } })),
    ),
  )
  expect(statuses(answers, 201)).toBe(11)
  expect(await balancesOf(tenant)).toEqual({ bank: 100, customer_credit: -100 })
  await expectCleanBooks(tenant)
})
