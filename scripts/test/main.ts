import { mkdirSync, rmSync } from 'node:fs'
import { stopCommands } from '../lib/command.ts'
import { Report } from './report.ts'
import { schedule } from './schedule.ts'
import type { Step } from './step.ts'
import { COVERAGE, steps } from './steps.ts'

// The machine that must pass has two cores; most steps are one busy process.
const SLOTS = 2

process.on('SIGINT', () => stop(130))
process.on('SIGTERM', () => stop(143))
process.exitCode = await main(process.argv.slice(2))

/** Runs the steps that were named, or all; the last line is `N passed, N failed`. Returns the exit code. */
async function main(args: string[]): Promise<number> {
  if (args.includes('--list')) {
    for (const { name, title } of steps) console.log(`${name.padEnd(26)}${title}`)
    return 0
  }
  const chosen = choose(args)
  if (chosen === undefined) return 2
  rmSync(COVERAGE, { recursive: true, force: true })
  mkdirSync(COVERAGE, { recursive: true })
  const report = new Report(chosen.length)
  await schedule(chosen, SLOTS, (step, outcome, seconds) => report.add(step, outcome, seconds))
  return report.close()
}

/** The steps with these names and, before them, what they need. */
function choose(names: string[]): Step[] | undefined {
  if (names.length === 0) return steps
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    console.error(`no step named ${unknown.join(', ')}; npm test -- --list names them`)
    return undefined
  }
  const wanted = new Set(names)
  for (const step of [...steps].reverse()) {
    if (wanted.has(step.name)) for (const need of step.needs ?? []) wanted.add(need)
  }
  return steps.filter((step) => wanted.has(step.name))
}

function stop(code: number): void {
  console.error('\nstopped')
  stopCommands()
  process.exit(code)
}
