import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { serverOptions } from '../src/cli/options.ts'
import { UsageError } from '../src/cli/usage.ts'
import { createServer, smtpNotifier } from '../src/index.ts'
import { moveClock } from '../src/operations/test-clock.ts'
import { openParts } from './convention/support/parts.ts'
import { testLocation } from './support/engines.ts'
import { openTenant, type TestTenant, useServer } from './support/harness.ts'
import { openMailReceiver } from './support/mail.ts'

const DAY = 86_400_000
const harness = useServer()
let tenant: TestTenant

beforeEach(async () => {
  tenant = await harness.openTenant()
})

const advance = async (by: string, on = tenant) =>
  (await on.api('POST', '/test/clock/advance', { body: { by } })).body
const told = async (type: string, on = tenant) =>
  (await on.api('GET', `/events?type=${type}`)).body.data.reverse()

async function send(due_in_days: number | null, { on = tenant, email = '' } = {}) {
  const contact =
    email === '' ? null : (await on.api('POST', '/contacts', { body: { name: 'Asha', email } })).body
  const items = [{ description: 'Work', qty: 1, rate: 1180 }]
  const body = { items, due_in_days, contact_id: contact?.id ?? null }
  const draft = await on.api('POST', '/invoices', { body })
  return (await on.api('POST', `/invoices/${draft.body.id}/send`)).body
}

const pay = (id: string, amount_minor: number) =>
  tenant.api('POST', `/invoices/${id}/payments`, { body: { mode: 'cash', amount_minor } })

describe('the chase', () => {
  test('reminds three days before, on the due date, and 3, 7 and 14 days after it', async () => {
    const invoice = await send(7)
    await advance('30 days')
    const reminders = await told('reminder.sent')
    const due = Date.parse(invoice.due_at)
    expect(
      reminders.map(({ data }: { data: { step: string; sent_at: string } }) => [
        data.step,
        Math.round((Date.parse(data.sent_at) - due) / DAY),
      ]),
    ).toEqual([
      ['before_due', -3],
      ['on_due', 0],
      ['after_3_days', 3],
      ['after_7_days', 7],
      ['after_14_days', 14],
    ])
    expect(reminders[0].data).toMatchObject({
      object: 'reminder',
      invoice_id: invoice.id,
      invoice_no: invoice.invoice_no,
      amount_due_minor: 118_000,
      currency: 'INR',
      due_at: invoice.due_at,
    })
  })

  test('leaves out the steps that are past when the invoice is sent', async () => {
    await send(1)
    await advance('2 days')
    expect((await told('reminder.sent')).map((one: { data: { step: string } }) => one.data.step)).toEqual([
      'on_due',
    ])
  })

  test('tells once that the invoice is overdue, just after its due date', async () => {
    const invoice = await send(7)
    await advance('6 days')
    expect(await told('invoice.overdue')).toEqual([])
    await advance('60 days')
    const [event, ...more] = await told('invoice.overdue')
    expect(more).toEqual([])
    expect(event.data).toMatchObject({ id: invoice.id, status: 'open', overdue: true })
    expect(Date.parse(event.created_at) - Date.parse(invoice.due_at)).toBeLessThan(5_000)
    expect((await tenant.api('GET', `/invoices/${invoice.id}`)).body.overdue).toBe(true)
  })

  test('ends with the payment in full, and goes on with a part of it', async () => {
    const [paid, partly] = [await send(7), await send(7)]
    await advance('5 days')
    await pay(paid.id, 118_000)
    await pay(partly.id, 18_000)
    await advance('30 days')
    const after = (await told('reminder.sent')).slice(2)
    expect(new Set(after.map((one: { data: { invoice_id: string } }) => one.data.invoice_id))).toEqual(
      new Set([partly.id]),
    )
    expect(after[0].data.amount_due_minor).toBe(100_000)
    expect((await told('invoice.overdue')).map((one: { data: { id: string } }) => one.data.id)).toEqual([
      partly.id,
    ])
  })

  test('ends when the invoice is voided or written off', async () => {
    const [voided, lost] = [await send(7), await send(7)]
    await tenant.api('POST', `/invoices/${voided.id}/void`)
    await tenant.api('POST', `/invoices/${lost.id}/mark-uncollectible`)
    expect((await advance('60 days')).happened).toEqual([])
  })

  test('after an outage goes on with the step that is due: those that it has overtaken are left out', async () => {
    const { server, store } = await openParts()
    const on = await openTenant(server)
    await send(7, { on })
    await store.transaction(`${on.tenantId}/test`, (tx) => moveClock(tx, tx.now.getTime() + 15 * DAY))
    await server.settle()
    const steps = async () =>
      (await told('reminder.sent', on)).map((one: { data: { step: string } }) => one.data.step)
    expect(await steps()).toEqual(['after_7_days'])
    expect(await told('invoice.overdue', on)).toHaveLength(1)
    await advance('15 days', on)
    expect(await steps()).toEqual(['after_7_days', 'after_14_days'])
  })

  test('does not begin without a due date', async () => {
    await send(null)
    expect((await advance('60 days')).happened).toEqual([])
  })
})

describe('the notifier', () => {
  async function withMail() {
    const receiver = await openMailReceiver()
    const notifier = smtpNotifier({ url: receiver.url, from: 'Acme <billing@acme.example>' })
    const quiet = { info() {}, warn() {}, error() {} }
    // A database of its own: another test's worker would tell its log instead.
    const server = await createServer({
      ...(await testLocation({ fresh: true })),
      rateLimits: false,
      logger: quiet,
      notifier,
    })
    onTestFinished(() => server.close())
    return { receiver, on: await openTenant(server), settle: () => server.settle() }
  }

  test('writes to the contact over SMTP when an invoice is sent, and with every reminder', async () => {
    const { receiver, on, settle } = await withMail()
    const invoice = await send(7, { on, email: 'asha@example.com' })
    // The first goes out at once; what the advance then tells of are the reminders.
    await settle()
    expect(receiver.mails).toHaveLength(1)
    const { happened } = await advance('8 days', on)
    expect(happened.filter((one: { what: string }) => one.what === 'notification.sent')).toHaveLength(2)
    expect(receiver.mails.map(({ to, from }) => [from, ...to])).toEqual(
      Array.from({ length: 3 }, () => ['billing@acme.example', 'asha@example.com']),
    )
    const [sent, before, on_due] = receiver.mails.map(({ text }) => text)
    expect(sent).toContain(`Subject: Invoice ${invoice.invoice_no} from Acme`)
    expect(sent).toContain('Amount due: INR 1180.00')
    expect(before).toContain('is due in three days')
    expect(on_due).toContain('is due today')
  })

  test('tries again what the mail server turned away, and gives up after six times', async () => {
    const { receiver, on } = await withMail()
    receiver.refuse(2)
    await send(null, { on, email: 'asha@example.com' })
    await advance('1 hour', on)
    expect(receiver.mails).toHaveLength(1)
    receiver.refuse(6)
    await send(null, { on, email: 'asha@example.com' })
    await advance('20 days', on)
    expect(receiver.mails).toHaveLength(1)
    expect((await advance('60 days', on)).happened).toEqual([])
  })

  test('writes nothing to a contact without an address', async () => {
    const { receiver, on } = await withMail()
    await send(7, { on })
    await advance('30 days', on)
    expect(receiver.mails).toEqual([])
  })

  test('sends after the commit: what is rolled back is never told', async () => {
    const { receiver, on } = await withMail()
    const contact = (await on.api('POST', '/contacts', { body: { email: 'asha@example.com' } })).body
    const items = [{ description: 'Work', qty: 1, rate: 10 }]
    const draft = (await on.api('POST', '/invoices', { body: { items, contact_id: contact.id } })).body
    const headers = { 'X-Test-Fault': 'before_commit' }
    await expect(on.api('POST', `/invoices/${draft.id}/send`, { headers })).rejects.toThrow()
    await advance('1 day', on)
    expect(receiver.mails).toEqual([])
  })

  test('is configured by the flags of the command line', async () => {
    const receiver = await openMailReceiver()
    const flags = { port: '0', host: '127.0.0.1', json: false, help: false, 'no-rate-limit': false }
    const smtp = { ...flags, 'smtp-url': receiver.url, 'mail-from': 'billing@acme.example' }
    await serverOptions(smtp).notifier?.send({ id: 'ntf_1', to: 'a@example.com', subject: 'S', text: 'T' })
    expect(receiver.mails).toMatchObject([{ from: 'billing@acme.example', to: ['a@example.com'] }])
    expect(serverOptions(flags).notifier).toBeUndefined()
    expect(() => serverOptions({ ...flags, 'smtp-url': receiver.url })).toThrow(UsageError)
    expect(() => serverOptions({ ...smtp, 'smtp-url': 'http://mail' })).toThrow(UsageError)
  })
})
