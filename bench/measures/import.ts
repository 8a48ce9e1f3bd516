import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median, quartiles } from '../lib/median.ts'
import { inTurns, OURS, type Row, tell } from '../lib/row.ts'

const ROUNDS = 21
const FOLDER = fileURLToPath(new URL('..', import.meta.url))

const modules = [
  { name: 'an empty module', script: 'export {}' },
  {
    name: OURS,
    script: `import { Billing } from '@bahi/billing'; new Billing({ apiKey: 'sk_test_x', baseUrl: 'http://127.0.0.1:9/v1' })`,
  },
  { name: 'stripe', script: `import Stripe from 'stripe'; new Stripe('sk_test_x')` },
  { name: 'openai', script: `import OpenAI from 'openai'; new OpenAI({ apiKey: 'x' })` },
  { name: '@octokit/core', script: `import { Octokit } from '@octokit/core'; new Octokit({ auth: 'x' })` },
  {
    name: 'openapi-fetch',
    script: `import createClient from 'openapi-fetch'; createClient({ baseUrl: 'http://127.0.0.1:9' })`,
  },
]

/** Milliseconds from start to end of a process that runs a module. */
async function timeOf({ script }: { script: string }): Promise<number> {
  const began = performance.now()
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: FOLDER })
  if (run.status !== 0) throw new Error(run.stderr.toString())
  return performance.now() - began
}

const rounds = await inTurns(modules, ROUNDS, timeOf)
const empty = rounds.get('an empty module') ?? []
const rows = modules.slice(1).map(({ name }): Row => {
  const added = (rounds.get(name) ?? []).map((value, round) => value - (empty[round] ?? 0))
  const measure = 'import and construct, over an empty module'
  const row = { measure, name, value: median(added), unit: 'ms', spread: quartiles(added) }
  return name === OURS ? { ...row, bar: '<= 12' } : row
})
tell(rows)
