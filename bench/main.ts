import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../scripts/lib/command.ts'
import { packedBench } from './lib/packed.ts'
import { circumstances, tableOf } from './lib/results.ts'
import type { Row } from './lib/row.ts'

// Ours and its peers side by side, each measure in a process of its own. Nothing here is asserted: a noisy machine is no
// failure, and the table says how noisy it was.
const measures = [
  'calls',
  'call-profile',
  'overhead',
  'listing',
  'import',
  'bundle',
  'footprint',
  'server-start',
  'webhook-verify',
]
/** It takes minutes, so it is run by name alone. */
const long = ['sales-report']
const peers = ['stripe', 'openai', '@octokit/core', 'openapi-fetch', 'standardwebhooks', 'svix']

const help = `npm run bench -- [measure …] [--write]

Measures the packed packages beside their peers and prints the table.
--write keeps it in bench/RESULTS.md.
Measures: ${measures.join(', ')}; by name alone: ${long.join(', ')}.`

const heading = `# One run of the benchmarks

Written by \`npm run bench -- --write\`. Ratios are medians of ratios within a round, in which the contenders take turns; our
packages are the packed tarballs. What the bars are and why: see the decisions.

`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const named = args.filter((arg) => !arg.startsWith('--'))
  const unknown = named.filter((name) => ![...measures, ...long].includes(name))
  if (args.includes('--help') || unknown.length > 0) {
    console.log(help)
    return unknown.length > 0 ? 2 : 0
  }
  console.error('bench: packing …')
  const folder = await packedBench()
  const rows: Row[] = []
  for (const measure of named.length > 0 ? named : measures) {
    console.error(`bench: ${measure} …`)
    rows.push(...(await run(folder, measure)))
  }
  const table = `${circumstances(folder, peers)}\n\n${tableOf(rows)}\n`
  console.log(table)
  if (args.includes('--write')) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), `${heading}${table}`)
  return 0
}

async function run(folder: string, measure: string): Promise<Row[]> {
  const script = join(folder, 'measures', `${measure}.ts`)
  const { stdout } = await must(process.execPath, [script], { cwd: folder })
  // The last line of our own program.
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Row[]
}
