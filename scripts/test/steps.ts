import { join } from 'node:path'
import { command } from '../lib/command.ts'
import { ROOT, TMP, tool } from '../lib/root.ts'
import type { Outcome, Step } from './step.ts'
import { vitest } from './vitest.ts'

/** Where server tests record each answer that they got, for the contract's coverage: of this run alone, others may go on. */
export const COVERAGE = join(TMP, 'coverage', String(process.pid))

const ENV = { BAHI_COVERAGE_DIR: COVERAGE }
const CONFIGURED = ['--config', '.dependency-cruiser.cjs']
const FOLDERS = ['packages', 'spec', 'examples', 'scripts']
const BUILT = { needs: ['build'] }
const SUITES = ['memory', 'disk', 'postgres']

/** The gate, in the order in which its parts start. */
export const steps: Step[] = [
  script('rules', "the repository's own rules", 'scripts/check/main.ts'),
  script('generate', 'generated files are current', 'spec/generate/main.ts', ['--check']),
  run('lint', 'format and lint', tool('biome'), ['ci', '--error-on-warnings', '--colors=off', '.']),
  run('layers', 'layers, ranks and circles', tool('depcruise'), [...CONFIGURED, ...FOLDERS]),
  suite('tools', 'the tools themselves', ['--config', 'scripts/vitest.config.ts']),
  run('types', 'types', tool('tsc'), ['-p', '.']),
  run('unused', 'unused files, exports and dependencies', tool('knip'), ['--no-progress']),
  run('openapi', 'the OpenAPI document', tool('redocly'), ['lint', 'spec/openapi.yaml']),
  script('docs', 'no undocumented export, no broken link', 'scripts/docs/main.ts', ['--check']),
  script('build', 'build', 'scripts/run.mjs', ['build']),
  suite('packages', 'packages and contract', ['--project', 'packages']),
  suite('memory', 'server suite on SQLite in memory', ['--project', 'memory'], BUILT),
  suite('disk', 'server suite on SQLite on disk', ['--project', 'disk'], BUILT),
  suite('postgres', 'server suite on PostgreSQL', ['--project', 'postgres'], BUILT),
  script('coverage', 'every documented answer, and no other', 'scripts/contract-coverage.ts', [], {
    needs: SUITES,
  }),
  ...[
    'quickstart',
    'express-webhooks',
    'webhook-retries',
    'chase',
    'payment-link',
    'till',
    'contracting',
  ].map((name) => script(`example-${name}`, `example ${name}`, `examples/${name}/src/main.ts`, [], BUILT)),
  script('readme', 'code blocks of the documents', 'scripts/readme-blocks.ts', [], BUILT),
  script('published', 'packed packages in a fresh project', 'scripts/packages.ts', [], BUILT),
  run('size', 'bundle sizes', tool('size-limit'), [], BUILT),
]

const HOUR_MS = 3_600_000
const SIMULATION = {
  env: { BAHI_SIMULATION_SEEDS: '200', BAHI_SIMULATION_STEPS: '400' },
  timeoutMs: 4 * HOUR_MS,
}
const PROPERTIES = { env: { BAHI_PROPERTY_RUNS: '10000' }, timeoutMs: HOUR_MS }
const CRASH = { env: { BAHI_CRASH_ROUNDS: '75' }, timeoutMs: HOUR_MS }

/** What takes too long for every change: 80,000 random acts an engine, and 300 deaths on those that keep their data. */
export const longSteps: Step[] = [
  {
    name: 'properties',
    title: 'long properties: 10,000 cases each',
    run: () => vitest('properties', ['--project', 'packages', '--testTimeout', '600000'], PROPERTIES),
  },
  ...SUITES.map((engine) => long('simulation', engine, 'packages/server/test/simulation', SIMULATION)),
  script('next', 'the packed receiver in a built Next site', 'scripts/next.ts', [], BUILT),
  script('runtimes', 'packed packages on every runtime', 'scripts/packages.ts', ['--every-runtime'], BUILT),
  ...['disk', 'postgres'].map((engine) => long('crash', engine, 'packages/server/test/crash.test.ts', CRASH)),
]

function long(kind: string, engine: string, path: string, options: typeof CRASH | typeof SIMULATION): Step {
  const name = `${kind}-${engine}`
  const args = ['--project', engine, path]
  return { name, title: `long ${kind}: ${engine}`, ...BUILT, run: () => vitest(name, args, options) }
}

function run(name: string, title: string, file: string, args: string[], more: Partial<Step> = {}): Step {
  return { name, title, ...more, run: async () => one(await command(file, args, { env: ENV })) }
}

function script(
  name: string,
  title: string,
  path: string,
  args: string[] = [],
  more: Partial<Step> = {},
): Step {
  return run(name, title, process.execPath, [join(ROOT, path), ...args], more)
}

function suite(name: string, title: string, args: string[], more: Partial<Step> = {}): Step {
  return { name, title, ...more, run: () => vitest(name, args, { env: ENV }) }
}

function one({ code, output }: { code: number; output: string }): Outcome {
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output }
}
