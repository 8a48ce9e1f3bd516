import { cpus } from 'node:os'
import { clientCpu } from './client-cpu.ts'
import { importTime } from './import.ts'
import { reportTimes } from './sales-report.ts'
import { startTimes } from './start.ts'

const benchmarks = {
  async start() {
    for (const { name, ms } of await startTimes()) tell(name, `${ms.toFixed(0)} ms (median)`)
  },
  async client() {
    const { ratio, spread, ourMicroseconds, fetchMicroseconds } = await clientCpu()
    const times = `${ourMicroseconds.toFixed(0)} / ${fetchMicroseconds.toFixed(0)} µs`
    tell('client CPU a call / bare fetch', `${ratio.toFixed(2)} (${spread}; ${times})`)
  },
  async import() {
    const { addedMs, ratio, emptyMs } = importTime()
    const times = `×${ratio.toFixed(2)} of ${emptyMs.toFixed(0)} ms`
    tell('import + construct over an empty module', `${addedMs.toFixed(1)} ms (${times})`)
  },
  async 'sales-report'() {
    for await (const { engine, loadSeconds, reports, ledgerMs } of reportTimes()) {
      tell(`${engine}: a million invoices, loaded in`, `${loadSeconds.toFixed(0)} s`)
      for (const { name, ms } of reports)
        tell(`${engine}: sales report, ${name}`, `${ms.toFixed(1)} ms (median)`)
      const year = reports[0]?.ms ?? Number.NaN
      tell(
        `${engine}: the ledger summed / the report`,
        `${(ledgerMs / year).toFixed(0)} (${ledgerMs.toFixed(0)} ms)`,
      )
    }
  },
}

/** Those that take minutes are run by name alone: `npm run bench -- sales-report`. */
const quick = ['start', 'client', 'import']

const tell = (name: string, result: string) => console.log(`${name.padEnd(44)} ${result}`)

// Ratios and times of one run, on the built packages. Nothing here is asserted: a noisy machine is no failure.
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`)
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(benchmarks, name))
if (unknown.length > 0)
  throw new Error(`No benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`)
for (const [name, run] of Object.entries(benchmarks)) {
  if ((asked.length === 0 ? quick : asked).includes(name)) await run()
}
