import { currencyExponent, type Invoice, type ReminderStep } from '@bahi/spec'
import { Temporal } from 'temporal-polyfill'
import { isolated } from '../kit/bidi.ts'

/** What a person is told. */
export interface Notice {
  readonly subject: string
  readonly text: string
}

/** Who writes. */
export interface Merchant {
  readonly name: string
  /** Where a due date is the day that it is. */
  readonly timeZone: string
}

type Told = Pick<
  Invoice,
  'invoice_no' | 'currency' | 'amount_due_minor' | 'due_at' | 'hosted_url' | 'customer'
>

const openings: Readonly<Record<ReminderStep, string>> = {
  before_due: 'is due in three days',
  on_due: 'is due today',
  after_3_days: 'was due three days ago',
  after_7_days: 'was due a week ago',
  after_14_days: 'was due two weeks ago',
}

export const sentNotice = (invoice: Told, merchant: Merchant): Notice => ({
  subject: `Invoice ${invoice.invoice_no} from ${isolated(merchant.name)}`,
  text: letter(invoice, merchant, `${isolated(merchant.name)} has sent you invoice ${invoice.invoice_no}.`),
})

export const reminderNotice = (invoice: Told, merchant: Merchant, step: ReminderStep): Notice => ({
  subject: `Reminder: invoice ${invoice.invoice_no} from ${isolated(merchant.name)} ${openings[step]}`,
  text: letter(
    invoice,
    merchant,
    `Invoice ${invoice.invoice_no} from ${isolated(merchant.name)} ${openings[step]} and is not paid yet.`,
  ),
})

function letter(invoice: Told, { name, timeZone }: Merchant, opening: string): string {
  const { customer, currency, amount_due_minor, due_at, hosted_url } = invoice
  const lines = [
    `Dear ${isolated(customer?.name ?? 'customer')},`,
    '',
    opening,
    `Amount due: ${currency} ${majorText(amount_due_minor, currency)}`,
    ...(due_at === null ? [] : [`Due date: ${dayOf(due_at, timeZone)}`]),
    ...(hosted_url === null ? [] : ['', `See and pay it here: ${hosted_url}`]),
    '',
    isolated(name),
  ]
  return `${lines.join('\n')}\n`
}

const dayOf = (at: string, timeZone: string): string =>
  String(Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate())

function majorText(minor: number, currency: string): string {
  const places = currencyExponent(currency)
  const digits = String(minor).padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}
