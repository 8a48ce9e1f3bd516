import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { listLedgerAccounts, listLedgerEntries, retrieveLedgerEntry } from '../operations/ledger.ts'
import { retrieveTrialBalance } from '../operations/ledger-balance.ts'

export const ledgerRoutes = [
  bind(spec.listLedgerAccounts, (tx) => listLedgerAccounts(tx)),
  bind(spec.listLedgerEntries, (tx, { query, page }) => listLedgerEntries(tx, query, page)),
  bind(spec.retrieveLedgerEntry, (tx, { id }) => retrieveLedgerEntry(tx, id)),
  bind(spec.retrieveTrialBalance, (tx) => retrieveTrialBalance(tx)),
]
