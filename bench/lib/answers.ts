import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Runs `work` beside a server in a process of its own. */
export async function withAnswers<T>(work: (origin: string) => Promise<T>): Promise<T> {
  const script = fileURLToPath(new URL('answer-server.ts', import.meta.url))
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [port] = await once(createInterface({ input: child.stdout }), 'line')
    return await work(`http://127.0.0.1:${port}`)
  } finally {
    child.kill()
  }
}
