import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Cost, Task } from './client-process.ts'

/** A contender that runs in a process of its own. */
export interface Apart {
  readonly name: string
  run(task: Partial<Task>): Promise<Cost>
}

/** Calls after which a process is as an application's that has run a while: what is hot is compiled. */
const WARM_UP = { calls: 15_000, concurrency: 32 }

/** Starts each contender, warms it up, and lets `work` set them tasks, one at a time. */
export async function withProcesses<T>(
  names: readonly string[],
  origin: string,
  work: (clients: readonly Apart[]) => Promise<T>,
): Promise<T> {
  const script = fileURLToPath(new URL('client-process.ts', import.meta.url))
  const children = names.map((name) => fork(script, [name, origin]))
  try {
    const clients = names.map((name, index) => apart(name, children[index]))
    for (const client of clients) await client.run(WARM_UP)
    return await work(clients)
  } finally {
    for (const child of children) child.kill()
  }
}

function apart(name: string, child: ChildProcess | undefined): Apart {
  return {
    name,
    async run({ calls = 2_000, concurrency = 1, profile = false }) {
      child?.send({ calls, concurrency, profile } satisfies Task)
      const [cost] = await once(child ?? process, 'message')
      return cost as Cost // of our own program
    },
  }
}
