import { createKeyCommand } from './cli/api-key.ts'
import type { Flags } from './cli/flags.ts'
import { startServer } from './cli/start.ts'
import {
  createTenantCommand,
  grantTenantCommand,
  listTenantsCommand,
  purgeTenantsCommand,
} from './cli/tenant.ts'
import { UsageError } from './cli/usage.ts'

/** What the words behind the flags ask for. */
export async function runCommand(flags: Flags, words: readonly string[]): Promise<void> {
  if (flags.help) {
    process.stdout.write(help)
    return
  }
  refuseEmpty(flags)
  const command = words.join(' ')
  if (command === '') return startServer(flags)
  if (command === 'tenant create') return createTenantCommand(flags)
  if (command === 'tenant grant') return grantTenantCommand(flags)
  if (command === 'tenant list') return listTenantsCommand(flags)
  if (command === 'tenant purge') return purgeTenantsCommand(flags)
  if (command === 'key create') return createKeyCommand(flags)
  throw new UsageError(`There is no command "${command}". See --help.`)
}

/** As of a variable of a shell script that nobody has set: an empty host would be every address of the machine. */
function refuseEmpty(flags: Flags): void {
  const [name] = Object.entries(flags).find(([, value]) => value === '') ?? []
  if (name !== undefined) throw new UsageError(`--${name} is empty: give it a value or leave it out.`)
}

const help = `Bahi's reference server: a billing API with its data on SQLite or PostgreSQL.

  bahi-server [flags]                      start it
  bahi-server tenant create --name NAME    make a tenant and show its keys, once
  bahi-server tenant grant --key ID --home ID --mode test|live --tenant ID
                                           let a key of one tenant serve another too
  bahi-server tenant list                  the tenants (on SQLite, stop the server first)
  bahi-server tenant purge                 delete what is left of test environments that
                                           have begun anew (POST /test/reset)
  bahi-server key create --tenant ID       make a key for a tenant whose keys are lost and show
                                           it, once (on SQLite, stop the server first)

  --port 4010              0 takes a free one
  --host 127.0.0.1         the address to listen on
  --data DIR               keep the data in this folder (SQLite); without it and
                           without --database-url all is in memory and gone at the end
  --database-url URL       keep the data in PostgreSQL (or DATABASE_URL)
  --public-url URL         where payers reach this server; in the addresses of its pages
  --smtp-url URL           smtp://user:password@host:587 sends invoices and reminders to
                           contacts (or BAHI_SMTP_URL); without it the log tells of them
  --mail-from ADDRESS      whom they are from (or BAHI_MAIL_FROM)
  --delivery-timeout-ms 15000
                           how long a webhook receiver may take
  --no-rate-limit          no limits on requests
  --json                   one line of JSON on stdout when ready, nothing else
  --currency INR, --state KA, --time-zone Asia/Kolkata
                           of the tenant that is created
  --mode test, --kind secret, --scopes '*', --name NAME
                           of the key that is created: test or live, secret or publishable;
                           scopes with commas between, such as products:read,invoices:write

  BAHI_ENCRYPTION_KEY      seals webhook secrets at rest; without it a key kept with the data does
  RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET, RAZORPAY_WEBHOOK_SECRET, RAZORPAY_BASE_URL
                           the account that collects in the demo tenant's live mode
`
