import { contenders } from './contenders.ts'
import { profiled } from './profiled.ts'

// One client in a process of its own, as an application has it: it makes calls when its parent says so.

/** What the parent asks for. */
export interface Task {
  readonly calls: number
  /** Calls under way at once. */
  readonly concurrency: number
  readonly profile: boolean
}

/** What it is told, a call. */
export interface Cost {
  /** Of this process, user and system, in microseconds. */
  readonly cpu: number
  /** On the clock, in microseconds. */
  readonly wall: number
  /** The main thread's own time by where it was spent, in microseconds; empty unless it was asked for. */
  readonly places: Readonly<Record<string, number>>
}

const [, , name, origin = ''] = process.argv
const client = contenders(origin).find((each) => each.name === name)
if (client === undefined) throw new Error(`There is no contender ${name}.`)
const { get } = client

process.on('message', async (task: Task) => process.send?.(await costOf(task)))

async function costOf({ calls, concurrency, profile }: Task): Promise<Cost> {
  const before = process.cpuUsage()
  const began = performance.now()
  const work = () => callsAtOnce(calls, concurrency)
  const times = profile ? await profiled(work) : {}
  if (!profile) await work()
  const { user, system } = process.cpuUsage(before)
  return {
    cpu: (user + system) / calls,
    wall: ((performance.now() - began) * 1000) / calls,
    places: Object.fromEntries(Object.entries(times).map(([place, time]) => [place, time / calls])),
  }
}

async function callsAtOnce(calls: number, concurrency: number): Promise<void> {
  let left = calls
  const lane = async () => {
    while (left > 0) {
      left -= 1
      await get()
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
}
