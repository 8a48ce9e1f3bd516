import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Failpoint } from '../../src/kit/failpoint.ts'
import type { TestLocation } from './engines.ts'
import { caller } from './harness.ts'

/** The built bin as a process of its own, killed when the test is over. */
export interface ServerProcess {
  /** The secret test key of the demo tenant, when this start made it. */
  readonly key: string | null
  readonly api: ReturnType<typeof caller>
  readonly kill: (signal: 'SIGTERM' | 'SIGKILL') => void
  /** The signal or the exit code that ended it. */
  readonly ended: Promise<string | number | null>
}

export class EndedBeforeReady extends Error {
  readonly how: string | number | null

  constructor(how: string | number | null) {
    super(`The server ended before it was ready: ${how}`)
    this.how = how
  }
}

/** Short, so that a dead process's lease is. */
export const DELIVERY_TIMEOUT_MS = 2_000

const bin = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const flags = [
  ...['--port', '0', '--json', '--no-rate-limit'],
  ...['--delivery-timeout-ms', String(DELIVERY_TIMEOUT_MS)],
]

/** `failpoint`: where it kills itself, `after_commit` or at the seventh passing `after_commit:7`. */
export async function startProcess(
  { data, databaseUrl }: TestLocation,
  failpoint?: Failpoint | `${Failpoint}:${number}`,
): Promise<ServerProcess> {
  const where = data ? ['--data', data] : databaseUrl ? ['--database-url', databaseUrl] : []
  const child = spawn(process.execPath, [bin, ...flags, ...where], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(failpoint === undefined ? {} : { BAHI_FAILPOINT: failpoint }) },
  })
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then((how) => Promise.reject(new EndedBeforeReady(how))),
  ])
  const { url, keys } = JSON.parse(line)
  return {
    ended,
    key: keys?.test.secret ?? null,
    api: caller(fetch, url),
    kill: (signal) => void child.kill(signal),
  }
}
