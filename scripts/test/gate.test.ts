import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { command } from '../lib/command.ts'
import { ROOT, TMP } from '../lib/root.ts'
import { schedule } from './schedule.ts'
import type { Outcome, Step } from './step.ts'
import { vitest } from './vitest.ts'

const FIXTURE = join(TMP, 'gate')
afterAll(() => rmSync(FIXTURE, { recursive: true, force: true }))

/** Runs vitest over one file of this text. */
async function counted(label: string, text: string): Promise<Outcome> {
  const folder = join(FIXTURE, label)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'vitest.config.ts'), 'export default {}\n')
  writeFileSync(join(folder, 'a.test.ts'), `import { test } from 'vitest'\n${text}`)
  return vitest(`gate-${label}`, ['--root', folder])
}

test('gate: passed and failed tests are counted', async () => {
  const text = "test('a', () => {})\ntest('b', () => { throw new Error('no') })\n"
  expect(await counted('failing', text)).toMatchObject({
    passed: 1,
    failed: 1,
    summary: '1 passed, 1 failed',
  })
})

test('gate: a skipped and a todo test each count as failed', async () => {
  const text = "test('a', () => {})\ntest.skip('b', () => {})\ntest.todo('c')\n"
  expect(await counted('skipping', text)).toMatchObject({ passed: 1, failed: 2 })
})

test('gate: a run of no test, or of a file that does not load, fails', async () => {
  expect(await counted('empty', '')).toMatchObject({ passed: 0, failed: 1 })
  expect(await counted('broken', "test('a', () => {})\nthrow new Error('no')\n")).toMatchObject({ failed: 1 })
})

test('gate: an unhandled rejection fails a run whose tests pass', async () => {
  const text =
    "test('a', async () => { Promise.reject(new Error('no')); await new Promise((r) => setTimeout(r, 20)) })\n"
  expect(await counted('rejecting', text)).toMatchObject({ passed: 1, failed: 1 })
})

test('gate: a run leaves alone what another one that goes on at the same time has noted', async () => {
  const other = join(TMP, 'coverage', 'another-run', '1.jsonl')
  onTestFinished(() => rmSync(dirname(other), { recursive: true }))
  mkdirSync(dirname(other), { recursive: true })
  writeFileSync(other, '')
  const gate = [join(ROOT, 'scripts', 'test', 'main.ts'), 'rules']
  expect((await command(process.execPath, gate)).output).toContain('[ 1/1]')
  expect(existsSync(other)).toBe(true)
})

// Far enough apart to end in this order on a busy machine.
const DURATIONS_MS: Record<string, number> = { a: 20, c: 200, b: 500 }

/** Steps that note when they run; those named in `failing` fail. */
async function order(steps: Partial<Step>[], slots: number, failing: string[] = []) {
  const log: string[] = []
  const run = (name: string) => async () => {
    log.push(`+${name}`)
    await sleep(DURATIONS_MS[name] ?? 20)
    log.push(`-${name}`)
    return { passed: 1, failed: failing.includes(name) ? 1 : 0, output: '' }
  }
  const verdicts: Record<string, number> = {}
  const full = steps.map((step) => ({ title: '', name: '', run: run(step.name ?? ''), ...step }))
  await schedule(full, slots, (step, outcome) => {
    verdicts[step.name] = outcome.failed
  })
  return { log: log.join(' '), verdicts }
}

test('schedule: a step starts after those it needs, two run at a time, and one alone shares with nobody', async () => {
  const steps = [
    { name: 'a' },
    { name: 'b', needs: ['a'] },
    { name: 'c' },
    { name: 'd', alone: true },
    { name: 'e' },
  ]
  const { log, verdicts } = await order(steps, 2)
  expect(log).toBe('+a +c -a +b -c -b +d -d +e -e')
  expect(verdicts).toEqual({ a: 0, b: 0, c: 0, d: 0, e: 0 })
})

test('schedule: what needs a failed step fails without running', async () => {
  const { log, verdicts } = await order([{ name: 'a' }, { name: 'b', needs: ['a'] }], 2, ['a'])
  expect(log).toBe('+a -a')
  expect(verdicts).toEqual({ a: 1, b: 1 })
})

test('run: help names the tasks on stdout; an unknown task ends with 2', async () => {
  const run = (...args: string[]) => command(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), ...args])
  expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('quickstart') })
  expect(await run('nothing')).toMatchObject({ code: 2, stdout: '' })
})
