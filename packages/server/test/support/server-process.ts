import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
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

/** Built by the step `build`. */
export const bin = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const flags = [
  ...['--port', '0', '--json', '--no-rate-limit'],
  ...['--delivery-timeout-ms', String(DELIVERY_TIMEOUT_MS)],
]

/** The flags of the bin for a location. */
export const flagsFor = ({ data, databaseUrl }: TestLocation): string[] => {
  if (data !== undefined) return ['--data', data]
  return databaseUrl === undefined ? [] : ['--database-url', databaseUrl]
}

/** What it prints when it is ready. */
export async function untilReady(
  { stdout }: { readonly stdout: Readable },
  ended: Promise<string | number | null>,
) {
  const [line] = await Promise.race([
    once(createInterface({ input: stdout }), 'line'),
    ended.then((how) => Promise.reject(new EndedBeforeReady(how))),
  ])
  return JSON.parse(line)
}

/** The signal or the exit code. */
export const endOf = (child: ChildProcess): Promise<string | number | null> =>
  once(child, 'exit').then(([code, signal]) => signal ?? code)

/** `failpoint`: where it kills itself, `after_commit` or at the seventh passing `after_commit:7`. */
export async function startProcess(
  location: TestLocation,
  failpoint?: Failpoint | `${Failpoint}:${number}`,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [bin, ...flags, ...flagsFor(location)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(failpoint === undefined ? {} : { BAHI_FAILPOINT: failpoint }) },
  })
  const ended = endOf(child)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const { url, keys } = await untilReady(child, ended)
  return {
    ended,
    key: keys?.test.secret ?? null,
    api: caller(fetch, url),
    kill: (signal) => void child.kill(signal),
  }
}
