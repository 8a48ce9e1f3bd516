import { Session } from 'node:inspector/promises'

const INTERVAL_MICROSECONDS = 100

/** Runs `work` under V8's sampling profiler. Answers microseconds of the main thread by place, waiting left out. */
export async function profiled(work: () => Promise<void>): Promise<Record<string, number>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS })
  await session.post('Profiler.start')
  await work()
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]))
  const times: Record<string, number> = {}
  for (const [index, sample] of (profile.samples ?? []).entries()) {
    const place = placeOf(frames.get(sample) ?? { functionName: '', url: '' })
    if (place !== undefined) times[place] = (times[place] ?? 0) + (profile.timeDeltas?.[index] ?? 0)
  }
  return times
}

/** Whose a frame is. Natives have no address; of those, what writes to a socket is the kernel's work. */
function placeOf({ functionName, url }: { functionName: string; url: string }): string | undefined {
  if (functionName === '(idle)') return
  if (/^write(v|Latin1String|Utf8String|Buffer)$/.test(functionName)) return 'writing to the socket'
  if (functionName === '(garbage collector)') return 'garbage'
  if (url.startsWith('node:')) return url.includes('undici') ? "Node's fetch" : 'Node'
  if (url.includes('/bench/lib/') || url.includes('/bench/measures/')) return 'the bench'
  return url === '' ? 'natives' : 'the client'
}
