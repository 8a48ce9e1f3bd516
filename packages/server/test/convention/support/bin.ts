import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import type { TestLocation } from '../../support/engines.ts'
import { caller } from '../../support/harness.ts'
import { bin, endOf, flagsFor, untilReady } from '../../support/server-process.ts'

/** Runs a command of the bin to its end. */
export async function runBin(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [bin, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, out, err }
}

/** Starts a server as a process of its own, without limits unless asked; `keys` are those of the demo tenant, when this start made it. */
export async function startBin(location: TestLocation, { limited = false } = {}) {
  const limits = limited ? [] : ['--no-rate-limit']
  const flags = ['--port', '0', '--json', ...limits, ...flagsFor(location)]
  const child = spawn(process.execPath, [bin, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stderr.pipe(process.stderr, { end: false })
  const ended = endOf(child)
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const { url, keys } = await untilReady(child, ended)
  return { child, url: String(url), keys, call: caller(fetch, url) }
}
