import type { Outcome, Step } from './step.ts'

type Finished = (step: Step, outcome: Outcome, seconds: number) => void

/**
 * Runs steps in their order, up to `slots` at a time. A step starts when those it needs have passed; one that is
 * `alone` shares the machine with nobody. What a failed step was needed for fails with it, unrun.
 */
export async function schedule(steps: readonly Step[], slots: number, finished: Finished): Promise<void> {
  const waiting = [...steps]
  const verdicts = new Map<string, boolean>()
  const running = new Map<Step, Promise<void>>()
  while (waiting.length > 0 || running.size > 0) {
    for (const step of startable(waiting, running, verdicts, slots)) {
      waiting.splice(waiting.indexOf(step), 1)
      running.set(
        step,
        runStep(step, verdicts, finished).finally(() => running.delete(step)),
      )
    }
    await Promise.race(running.values())
  }
}

function startable(
  waiting: Step[],
  running: ReadonlyMap<Step, unknown>,
  verdicts: ReadonlyMap<string, boolean>,
  slots: number,
): Step[] {
  if ([...running.keys()].some((step) => step.alone)) return []
  const planned = new Set([...waiting, ...running.keys()].map((step) => step.name))
  const ready = (step: Step) => (step.needs ?? []).every((need) => verdicts.has(need) || !planned.has(need))
  const next: Step[] = []
  for (const step of waiting) {
    const busy = running.size + next.length
    if (busy >= slots) break
    if (!ready(step)) continue
    // A step that wants the machine for itself also stops later ones from slipping past it for ever.
    if (step.alone) return busy === 0 ? [step] : next
    next.push(step)
  }
  return next
}

async function runStep(step: Step, verdicts: Map<string, boolean>, finished: Finished): Promise<void> {
  const began = Date.now()
  const broken = (step.needs ?? []).filter((need) => verdicts.get(need) === false)
  const outcome = broken.length > 0 ? unrun(broken) : await attempt(step)
  verdicts.set(step.name, outcome.failed === 0)
  finished(step, outcome, (Date.now() - began) / 1000)
}

async function attempt(step: Step): Promise<Outcome> {
  try {
    return await step.run()
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) }
  }
}

function unrun(broken: string[]): Outcome {
  return { passed: 0, failed: 1, output: `not run: it needs ${broken.join(', ')}, which failed` }
}
