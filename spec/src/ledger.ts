import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import { currency, timestamp, timestampQuery } from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'

/** The accounts of the books. Debits raise assets and expenses, credits the others. */
export const ledgerAccounts = {
  accounts_receivable: 'asset',
  cash: 'asset',
  bank: 'asset',
  card_clearing: 'asset',
  gateway_clearing: 'asset',
  customer_credit: 'liability',
  tax_payable: 'liability',
  sales: 'income',
  bad_debt: 'expense',
} as const
export type LedgerAccountName = keyof typeof ledgerAccounts
const accountNames = Object.keys(ledgerAccounts) as LedgerAccountName[] // the keys of a closed literal
const LedgerAccountName = z.enum(accountNames).openapi('LedgerAccountName')

/** What an entry is the posting of. */
export const entryKinds = [
  'invoice_sent',
  'invoice_voided',
  'payment',
  'credit_note',
  'refund',
  'write_off',
] as const
export type EntryKind = (typeof entryKinds)[number]

const balance = (description: string) =>
  z.int().openapi({ description: `${description}, in the currency's minor unit.`, example: 14280 })

export const LedgerPosting = z
  .strictObject({
    account: LedgerAccountName,
    currency: currency(),
    amount_minor: balance('Debit above 0, credit below'),
  })
  .openapi('LedgerPosting')

export const LedgerEntry = z
  .strictObject({
    ...resource('ledger_entry', 'ent'),
    kind: z.enum(entryKinds).openapi('LedgerEntryKind'),
    postings: z.array(LedgerPosting).openapi({ description: 'Two or more; they sum to 0 in each currency.' }),
    invoice_id: z.string().nullable(),
    payment_id: z.string().nullable(),
    payment_link_id: z.string().nullable(),
    credit_note_id: z.string().nullable(),
    refund_id: z.string().nullable(),
    reverses_entry_id: z
      .string()
      .nullable()
      .openapi({ description: 'The entry that this one undoes, whole or in part.' }),
    ...stamped,
  })
  .openapi('LedgerEntry')
export type LedgerEntry = z.infer<typeof LedgerEntry>

export const LedgerAccount = z
  .strictObject({
    object: z.literal('ledger_account'),
    account: LedgerAccountName,
    kind: z.enum(['asset', 'liability', 'income', 'expense']),
    currency: currency(),
    balance_minor: balance('Debits less credits'),
  })
  .openapi('LedgerAccount')
export type LedgerAccount = z.infer<typeof LedgerAccount>

export const TrialBalance = z
  .strictObject({
    object: z.literal('trial_balance'),
    at: timestamp(),
    currencies: z.array(
      z.strictObject({
        currency: currency(),
        balanced: z.boolean(),
        debit_minor: balance('Sum of the debit balances'),
        credit_minor: balance('Sum of the credit balances'),
        accounts: z.array(
          z.strictObject({
            account: LedgerAccountName,
            debit_minor: balance('Balance, if it is a debit'),
            credit_minor: balance('Balance, if it is a credit'),
          }),
        ),
      }),
    ),
    livemode: z.boolean(),
  })
  .openapi('TrialBalance')
export type TrialBalance = z.infer<typeof TrialBalance>

const entryExample = {
  id: example.entry,
  object: 'ledger_entry',
  kind: 'payment',
  postings: [
    { account: 'bank', currency: 'INR', amount_minor: 6800 },
    { account: 'accounts_receivable', currency: 'INR', amount_minor: -6800 },
  ],
  invoice_id: example.invoice,
  payment_id: example.payment,
  payment_link_id: null,
  credit_note_id: null,
  refund_id: null,
  reverses_entry_id: null,
  ...stamps,
}

export const listLedgerAccounts = defineRoute({
  operationId: 'listLedgerAccounts',
  method: 'get',
  path: '/ledger/accounts',
  tag: 'Ledger',
  summary: 'List the accounts with their balances',
  description: 'One row an account and currency that was ever posted to.',
  scope: 'ledger:read',
  answers: {
    200: {
      description: 'The balances, by account and currency.',
      schema: z.strictObject({ data: z.array(LedgerAccount) }).openapi('LedgerAccounts'),
      example: {
        data: [
          { object: 'ledger_account', account: 'bank', kind: 'asset', currency: 'INR', balance_minor: 6800 },
        ],
      },
    },
  },
  problems: [],
})

export const listLedgerEntries = defineRoute({
  operationId: 'listLedgerEntries',
  method: 'get',
  path: '/ledger/entries',
  tag: 'Ledger',
  summary: 'List the entries',
  description: 'Newest first, with their postings.',
  scope: 'ledger:read',
  query: z.strictObject({
    invoice_id: z.string().max(255).optional().openapi({ description: 'Of this invoice.' }),
    payment_id: z.string().max(255).optional().openapi({ description: 'Of this payment.' }),
    credit_note_id: z.string().max(255).optional().openapi({ description: 'Of this credit note.' }),
    from: timestampQuery('Made at this time or later.'),
    to: timestampQuery('Made before this time.'),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of entries.',
      schema: pageOf('LedgerEntryList', LedgerEntry),
      example: { data: [entryExample], has_more: false, next_cursor: null },
    },
  },
  problems: ['unknown_reference'],
})

export const retrieveLedgerEntry = defineRoute({
  operationId: 'retrieveLedgerEntry',
  method: 'get',
  path: '/ledger/entries/{id}',
  tag: 'Ledger',
  summary: 'Retrieve an entry',
  description: 'One entry with its postings.',
  scope: 'ledger:read',
  answers: { 200: { description: 'The entry.', schema: LedgerEntry, example: entryExample } },
  problems: [],
})

export const retrieveTrialBalance = defineRoute({
  operationId: 'retrieveTrialBalance',
  method: 'get',
  path: '/ledger/trial-balance',
  tag: 'Ledger',
  summary: 'Retrieve the trial balance',
  description: 'Every account in its column, a currency at a time: debits equal credits.',
  scope: 'ledger:read',
  answers: {
    200: {
      description: 'The trial balance as of now.',
      schema: TrialBalance,
      example: {
        object: 'trial_balance',
        at: example.at,
        currencies: [
          {
            currency: 'INR',
            balanced: true,
            debit_minor: 6800,
            credit_minor: 6800,
            accounts: [
              { account: 'bank', debit_minor: 6800, credit_minor: 0 },
              { account: 'sales', debit_minor: 0, credit_minor: 6800 },
            ],
          },
        ],
        livemode: false,
      },
    },
  },
  problems: [],
})
