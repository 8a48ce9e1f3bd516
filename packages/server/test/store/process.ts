import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { StoreLocation } from '../../src/store/open.ts'
import type { TestTenant } from './tenant.ts'

export interface Holder {
  readonly tenant: TestTenant
  /** Ends the process as a crash does. */
  kill(): Promise<void>
  /** All that it wrote to stderr. */
  readonly errors: string
}

/** Starts `hold.ts` on the location; resolves when its commits are done. */
export async function startHolder(location: StoreLocation): Promise<Holder> {
  const script = fileURLToPath(new URL('hold.ts', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify(location)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const tenant = JSON.parse(await firstLine(child, () => errors))
  return {
    tenant,
    get errors() {
      return errors
    },
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

function firstLine(child: ChildProcess, errors: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text)
    })
    child.on('exit', () => reject(new Error(`The process ended early: ${errors()}`)))
  })
}
