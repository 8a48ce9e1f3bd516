import { Billing } from '@bahi/billing'
import { median } from './median.ts'
import { startServer } from './running-server.ts'

const ROUNDS = 15
const CALLS = 400

/** CPU of this process for a call through the client, over that of a bare `fetch` of the same address: rounds in turn, paired. */
export async function clientCpu() {
  const server = await startServer()
  const billing = new Billing({ apiKey: server.key, baseUrl: `${server.url}/v1` })
  const headers = { authorization: `Bearer ${server.key}` }
  const ours = () => billing.tenant.retrieve()
  const bare = async () => (await fetch(`${server.url}/v1/tenant`, { headers })).json()
  await cpuOf(ours)
  await cpuOf(bare)
  const pairs: { ours: number; bare: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    pairs.push({ bare: await cpuOf(bare), ours: await cpuOf(ours) })
  await server.stop()
  const ratios = pairs.map((pair) => pair.ours / pair.bare)
  return {
    ratio: median(ratios),
    spread: `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    ourMicroseconds: median(pairs.map((pair) => pair.ours)),
    fetchMicroseconds: median(pairs.map((pair) => pair.bare)),
  }
}

/** Microseconds a call. */
async function cpuOf(call: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  for (let index = 0; index < CALLS; index += 1) await call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / CALLS
}
