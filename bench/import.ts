import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from './median.ts'

const ROUNDS = 25
const FOLDER = fileURLToPath(new URL('.', import.meta.url))

const empty = 'export {}'
const ours = `
  import { Billing } from '@bahi/billing'
  new Billing({ apiKey: 'sk_test_x', baseUrl: 'http://127.0.0.1:9/v1' })
`

/** What importing the SDK and constructing a client adds to a process that does nothing: rounds in turn, paired. */
export function importTime() {
  const pairs = Array.from({ length: ROUNDS }, () => ({ empty: timeOf(empty), ours: timeOf(ours) }))
  const added = pairs.map((pair) => pair.ours - pair.empty)
  return {
    addedMs: median(added),
    ratio: median(pairs.map((pair) => pair.ours / pair.empty)),
    emptyMs: median(pairs.map((pair) => pair.empty)),
  }
}

/** Milliseconds from start to end of a process that runs a module. */
function timeOf(script: string): number {
  const began = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: FOLDER,
  })
  if (status !== 0) throw new Error(stderr.toString())
  return performance.now() - began
}
