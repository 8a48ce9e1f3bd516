import { inTurns, type Row, ratiosTo, tell } from '../lib/row.ts'
import { KEY_BYTES, KEY_OBJECT, provers, readers, type Verifier } from '../lib/signed-deliveries.ts'

const ROUNDS = 31

const sizes = [
  { name: '1 KB', bytes: 1024, calls: 1_000, bar: '>= 0.80' },
  { name: '50 KB', bytes: 50 * 1024, calls: 50, bar: '>= 0.95' },
]

/** Verifications in a second of this process's CPU, which others on the machine disturb less than the clock. */
const speedOver = (calls: number) => async (verifier: Verifier) => {
  const before = process.cpuUsage()
  for (let index = 0; index < calls; index += 1) {
    const verified = verifier.verify()
    // Nothing is awaited of those that answer at once.
    if (verified instanceof Promise) await verified
  }
  const { user, system } = process.cpuUsage(before)
  return (calls * 1_000_000) / (user + system)
}

const rows: Row[] = []
for (const { name, bytes, calls, bar } of sizes) {
  const kinds = [
    { what: 'proved', verifiers: provers(bytes), ours: '@bahi/webhooks, verifySignature' },
    { what: 'proved and parsed', verifiers: readers(bytes), ours: '@bahi/webhooks, verify' },
  ]
  for (const { what, verifiers, ours } of kinds) {
    const rounds = await inTurns(verifiers, ROUNDS, speedOver(calls))
    for (const baseline of [KEY_BYTES, KEY_OBJECT]) {
      rows.push(...ratiosTo(baseline, rounds, `webhook of ${name} ${what} / ${baseline}`, bar, ours))
    }
  }
}
tell(rows)
