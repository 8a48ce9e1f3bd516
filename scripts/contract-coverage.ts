import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentedAnswers, routes } from '../spec/src/index.ts'
import { compareAnswers, type Produced, parseRecords } from './lib/answers.ts'

// Server tests append a line {operationId, status, code} for each answer they get to a file of this folder.
const folder = process.env.BAHI_COVERAGE_DIR
if (folder === undefined) {
  console.error('BAHI_COVERAGE_DIR names no folder: run the server tests with it first')
  process.exit(2)
}

const produced: Produced[] = globSync('*.jsonl', { cwd: folder }).flatMap((file) =>
  parseRecords(readFileSync(join(folder, file), 'utf8'), file),
)
const documented = routes.flatMap((route) =>
  documentedAnswers(route).map((answer) => ({ operationId: route.operationId, ...answer })),
)
const { missing, undocumented } = compareAnswers(documented, produced)
for (const answer of missing) console.log(`documented, but no test produced it: ${answer}`)
for (const answer of undocumented) console.log(`produced by a test, but not documented: ${answer}`)
console.log(`${documented.length - missing.length} of ${documented.length} documented answers were produced`)
process.exitCode = missing.length + undocumented.length > 0 || documented.length === 0 ? 1 : 0
