import type { Outcome, Step } from './step.ts'

// A failing step's whole output is wanted, but a runaway log must not bury the other steps.
const OUTPUT_LIMIT = 60_000

/** Prints a line for each step as it ends, what a failing one printed, and the sum. */
export class Report {
  readonly #total: number
  readonly #rerun: string
  readonly #began = Date.now()
  readonly #failures: string[] = []
  #done = 0
  #passed = 0
  #failed = 0

  /** `rerun` is the command that runs steps by name. */
  constructor(total: number, rerun: string) {
    this.#total = total
    this.#rerun = rerun
  }

  add(step: Step, outcome: Outcome, seconds: number): void {
    this.#done++
    this.#passed += outcome.passed
    this.#failed += outcome.failed
    const mark = outcome.failed === 0 ? 'ok  ' : 'FAIL'
    const place = `[${String(this.#done).padStart(2)}/${this.#total}]`
    const summary = outcome.summary === undefined ? step.title : `${step.title}: ${outcome.summary}`
    console.log(`${place} ${mark} ${summary} (${seconds.toFixed(1)} s)`)
    if (outcome.failed === 0) return
    this.#failures.push(step.name)
    console.log(clip(outcome.output.trimEnd()).replaceAll(/^/gm, '    | '))
  }

  /** Returns the exit code. */
  close(): number {
    const minutes = ((Date.now() - this.#began) / 60_000).toFixed(1)
    console.log(`\n${this.#total} steps in ${minutes} min`)
    if (this.#failures.length > 0) console.log(`failed: ${this.#rerun} -- ${this.#failures.join(' ')}`)
    console.log(`${this.#passed} passed, ${this.#failed} failed`)
    return this.#failed === 0 ? 0 : 1
  }
}

/** Keeps the end, where tools print what went wrong. */
function clip(text: string): string {
  return text.length <= OUTPUT_LIMIT
    ? text
    : `… ${text.length - OUTPUT_LIMIT} characters before\n${text.slice(-OUTPUT_LIMIT)}`
}
