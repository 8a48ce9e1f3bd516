import { currencyExponent, type Invoice, type ReminderStep } from '@bahi/spec'

/** What a person is told. */
export interface Notice {
  readonly subject: string
  readonly text: string
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

export const sentNotice = (invoice: Told, merchant: string): Notice => ({
  subject: `Invoice ${invoice.invoice_no} from ${merchant}`,
  text: letter(invoice, merchant, `${merchant} has sent you invoice ${invoice.invoice_no}.`),
})

export const reminderNotice = (invoice: Told, merchant: string, step: ReminderStep): Notice => ({
  subject: `Reminder: invoice ${invoice.invoice_no} from ${merchant} ${openings[step]}`,
  text: letter(
    invoice,
    merchant,
    `Invoice ${invoice.invoice_no} from ${merchant} ${openings[step]} and is not paid yet.`,
  ),
})

function letter(invoice: Told, merchant: string, opening: string): string {
  const { customer, currency, amount_due_minor, due_at, hosted_url } = invoice
  const lines = [
    `Dear ${customer?.name ?? 'customer'},`,
    '',
    opening,
    `Amount due: ${currency} ${majorText(amount_due_minor, currency)}`,
    ...(due_at === null ? [] : [`Due date: ${due_at.slice(0, 10)}`]),
    ...(hosted_url === null ? [] : ['', `See and pay it here: ${hosted_url}`]),
    '',
    merchant,
  ]
  return `${lines.join('\n')}\n`
}

function majorText(minor: number, currency: string): string {
  const places = currencyExponent(currency)
  const digits = String(minor).padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}
