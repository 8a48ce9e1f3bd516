import { cpus } from 'node:os'
import { clientCpu } from './client-cpu.ts'
import { importTime } from './import.ts'
import { startTimes } from './start.ts'

// Ratios and times of one run, on the built packages. Nothing here is asserted: a noisy machine is no failure.
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`)
for (const { name, ms } of await startTimes()) console.log(`${name.padEnd(44)} ${ms.toFixed(0)} ms (median)`)
const { ratio, spread, ourMicroseconds, fetchMicroseconds } = await clientCpu()
console.log(
  `${'client CPU a call / bare fetch'.padEnd(44)} ${ratio.toFixed(2)} (${spread}; ${ourMicroseconds.toFixed(0)} / ${fetchMicroseconds.toFixed(0)} µs)`,
)
const { addedMs, ratio: slower, emptyMs } = importTime()
console.log(
  `${'import + construct over an empty module'.padEnd(44)} ${addedMs.toFixed(1)} ms (×${slower.toFixed(2)} of ${emptyMs.toFixed(0)} ms)`,
)
