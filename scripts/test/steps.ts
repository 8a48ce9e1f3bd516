import { join } from 'node:path'
import { command } from '../lib/command.ts'
import { ROOT, TMP, tool } from '../lib/root.ts'
import type { Outcome, Step } from './step.ts'
import { vitest } from './vitest.ts'

/** Where server tests record each answer that they got, for the contract's coverage. */
export const COVERAGE = join(TMP, 'coverage')

export const steps: Step[] = [
  script('rules', "the repository's own rules", 'scripts/check/main.ts'),
  run('types', 'types', tool('tsc'), ['-p', '.']),
  run('lint', 'format and lint', tool('biome'), ['ci', '--error-on-warnings', '--colors=off', '.']),
  suite('tools', 'the tools themselves', ['--config', 'scripts/vitest.config.ts']),
]

function run(name: string, title: string, file: string, args: string[], more: Partial<Step> = {}): Step {
  return { name, title, ...more, run: async () => one(await command(file, args)) }
}

function script(
  name: string,
  title: string,
  path: string,
  args: string[] = [],
  more: Partial<Step> = {},
): Step {
  return run(name, title, process.execPath, [join(ROOT, path), ...args], more)
}

function suite(name: string, title: string, args: string[], more: Partial<Step> = {}): Step {
  return { name, title, ...more, run: () => vitest(name, args, { BAHI_COVERAGE_DIR: COVERAGE }) }
}

function one({ code, output }: { code: number; output: string }): Outcome {
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output }
}
