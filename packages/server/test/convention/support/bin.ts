import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { TestLocation } from '../../support/engines.ts'
import { caller } from '../../support/harness.ts'

const bin = fileURLToPath(new URL('../../../dist/main.js', import.meta.url))

/** The flags of the bin for a location. */
export const flagsFor = ({ data, databaseUrl }: TestLocation): string[] => {
  if (data !== undefined) return ['--data', data]
  return databaseUrl === undefined ? [] : ['--database-url', databaseUrl]
}

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
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(([code]) => Promise.reject(new Error(`The server ended before it was ready: ${code}`))),
  ])
  const { url, keys } = JSON.parse(line)
  return { child, url: String(url), keys, call: caller(fetch, url) }
}
