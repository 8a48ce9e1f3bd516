import type { TrialBalance } from '@bahi/spec'
import { sumOf } from '../kit/decimal.ts'
import type { Tx } from '../store/store.ts'
import { loadBalances } from './ledger.ts'

/** Every account in its column, a currency at a time. */
export async function retrieveTrialBalance(tx: Tx): Promise<TrialBalance> {
  const balances = await loadBalances(tx)
  const byCurrency = Map.groupBy(balances, ({ currency }) => currency)
  return {
    object: 'trial_balance',
    at: tx.now.toISOString(),
    currencies: [...byCurrency.keys()]
      .sort()
      .map((currency) => columnsOf(currency, byCurrency.get(currency) ?? [])),
    livemode: tx.livemode,
  }
}

type Balances = Awaited<ReturnType<typeof loadBalances>>

function columnsOf(currency: string, balances: Balances): TrialBalance['currencies'][number] {
  const rows = balances.map(({ account, balance }) => ({
    account,
    debit: balance > 0n ? balance : 0n,
    credit: balance < 0n ? -balance : 0n,
  }))
  const debit = sumOf(rows.map((row) => row.debit))
  const credit = sumOf(rows.map((row) => row.credit))
  return {
    currency,
    balanced: debit === credit,
    debit_minor: Number(debit),
    credit_minor: Number(credit),
    accounts: rows.map((row) => ({
      account: row.account,
      debit_minor: Number(row.debit),
      credit_minor: Number(row.credit),
    })),
  }
}
