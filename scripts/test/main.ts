import { mkdirSync, rmSync } from 'node:fs'
import { Report } from './report.ts'
import { schedule } from './schedule.ts'
import type { Step } from './step.ts'
import { COVERAGE, longSteps, steps } from './steps.ts'

// The machine that must pass has two cores; most steps are one busy process.
const SLOTS = 2

process.exitCode = await main(process.argv.slice(2))

/** Runs the steps that were named, or all, with `--full` the long ones too; the last line is `N passed, N failed`. Returns the exit code. */
async function main(args: string[]): Promise<number> {
  const isFull = args.includes('--full')
  const known = isFull ? [...steps, ...longSteps] : steps
  const rerun = isFull ? 'npm run test:full' : 'npm test'
  const names = args.filter((arg) => arg !== '--full')
  if (names.includes('--list')) {
    for (const { name, title } of known) console.log(`${name.padEnd(26)}${title}`)
    return 0
  }
  const chosen = choose(known, names)
  if (chosen === undefined) {
    console.error(`${rerun} -- --list names the steps`)
    return 2
  }
  const forget = () => rmSync(COVERAGE, { recursive: true, force: true })
  forget() // an earlier process may have had our pid
  mkdirSync(COVERAGE, { recursive: true })
  process.on('exit', forget)
  const report = new Report(chosen.length, rerun)
  await schedule(chosen, SLOTS, (step, outcome, seconds) => report.add(step, outcome, seconds))
  return report.close()
}

/** The steps with these names and, before them, what they need. */
function choose(steps: Step[], names: string[]): Step[] | undefined {
  if (names.length === 0) return steps
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    console.error(`no step named ${unknown.join(', ')}`)
    return undefined
  }
  const wanted = new Set(names)
  for (const step of [...steps].reverse()) {
    if (wanted.has(step.name)) for (const need of step.needs ?? []) wanted.add(need)
  }
  return steps.filter((step) => wanted.has(step.name))
}
