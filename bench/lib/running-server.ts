import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(
  import.meta.resolve('@bahi/server/package.json').replace('package.json', 'dist/main.js'),
)

export interface RunningServer {
  readonly url: string
  readonly key: string
  /** From the spawn to the line that says it is ready. */
  readonly readyMs: number
  stop(): Promise<void>
}

/** The built bin in a process of its own, as an operator starts it. */
export async function startServer(...flags: string[]): Promise<RunningServer> {
  const began = performance.now()
  const child = spawn(process.execPath, [bin, '--port', '0', '--json', '--no-rate-limit', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const readyMs = performance.now() - began
  const { url, keys } = JSON.parse(String(line)) as { url: string; keys: { test: { secret: string } } } // our own line
  const stop = async () => {
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await exit
  }
  return { url, key: keys.test.secret, readyMs, stop }
}
