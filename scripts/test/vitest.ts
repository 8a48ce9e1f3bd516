import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type CommandOptions, command } from '../lib/command.ts'
import { TMP, tool } from '../lib/root.ts'
import type { Outcome } from './step.ts'

/** The part of vitest's JSON report that we count. */
interface JsonReport {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  numPendingTests: number
  numTodoTests: number
}

/** Runs vitest with these arguments and counts its tests. A skipped or todo test is a failed one. */
export async function vitest(
  label: string,
  args: string[],
  options: Pick<CommandOptions, 'env' | 'timeoutMs'> = {},
): Promise<Outcome> {
  const folder = join(TMP, 'vitest')
  mkdirSync(folder, { recursive: true })
  const file = join(mkdtempSync(join(folder, `${label}-`)), 'report.json')
  const reporters = ['--reporter=json', `--outputFile.json=${file}`, '--reporter=default']
  const { code, output } = await command(tool('vitest'), ['run', ...args, ...reporters], options)
  const report = read(file)
  rmSync(dirname(file), { recursive: true })
  if (report === undefined) return { passed: 0, failed: 1, output }
  return judge(report, code, output)
}

function judge(report: JsonReport, code: number, output: string): Outcome {
  const passed = report.numPassedTests
  const unrun = report.numPendingTests + report.numTodoTests
  const notes = [`${passed} passed`]
  if (report.numFailedTests > 0) notes.push(`${report.numFailedTests} failed`)
  if (unrun > 0) notes.push(`${unrun} skipped or todo, which counts as failed`)
  if (passed === 0) notes.push('no test passed')
  // A file that doesn't load, or an unhandled rejection, fails the run without failing a test.
  const counted = report.numFailedTests + unrun
  const failed =
    counted === 0 && (code !== 0 || passed === 0) ? Math.max(1, report.numFailedTestSuites) : counted
  return { passed, failed, summary: notes.join(', '), output }
}

function read(file: string): JsonReport | undefined {
  try {
    // Written by the vitest that we have just run.
    return JSON.parse(readFileSync(file, 'utf8')) as JsonReport
  } catch {
    return undefined
  }
}
