#!/usr/bin/env node
// The one door to every task: `node scripts/run.mjs <task> [arguments]`, which is what `npm test`, `npm start` … call.
// Plain JavaScript for whatever Node >= 20 the machine has. It installs and builds what is out of date, then runs the
// task on the Node of package.json. Its own words go to stderr: stdout belongs to the task (`npm start -- --json`).
import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, Stop } from './run/child.mjs'
import { homeSettings, install } from './run/install.mjs'
import { withLock } from './run/lock.mjs'
import { ROOT, say, toolNode } from './run/workspace.mjs'

/** `run` is a script for the tool chain's Node, `args` come before the caller's; `build` says that the packages are built before it. */
const tasks = {
  quickstart: { run: 'examples/quickstart/src/main.ts', build: true, about: 'the whole story, step by step' },
  test: {
    run: 'scripts/test/main.ts',
    build: false,
    about: 'prove everything (names of steps run just those)',
  },
  'test-full': {
    run: 'scripts/test/main.ts',
    args: ['--full'],
    build: false,
    about: 'the same, every runtime, the long simulations and the kills: hours, not minutes',
  },
  start: {
    run: 'packages/server/dist/main.js',
    build: true,
    about: 'the reference server (--help for its flags)',
  },
  generate: {
    run: 'spec/generate/main.ts',
    build: false,
    about: 'contract -> openapi.yaml -> client types (--check)',
  },
  bench: {
    run: 'bench/main.ts',
    build: true,
    about: 'ours and its peers side by side (-- --help lists the measures)',
  },
  docs: {
    run: 'scripts/docs/main.ts',
    build: false,
    about: 'the documents and the reference as a site (-- --serve for an address, --check for faults alone)',
  },
  build: { build: true, about: 'the packages into their dist folders (--force)' },
  'release-dry': { run: 'scripts/release/main.ts', build: true, about: 'what a release would publish' },
  check: { run: 'scripts/check/main.ts', build: false, about: "the repository's own rules" },
}

const [name, ...rest] = process.argv.slice(2)
const args = rest[0] === '--' ? rest.slice(1) : rest

if (name === undefined || name === '--help' || name === '-h') {
  usage(process.stdout)
} else if (!Object.hasOwn(tasks, name)) {
  say(`no task named "${name}"`)
  usage(process.stderr)
  process.exitCode = 2
} else {
  await main(tasks[name])
}

async function main(task) {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20) {
    say(`Node ${process.versions.node} is too old: Bahi's tools need Node 20 or newer`)
    process.exitCode = 1
    return
  }
  try {
    mkdirSync(join(ROOT, '.tmp'), { recursive: true })
    await withLock(join(ROOT, '.tmp', 'setup.lock'), async () => {
      await install()
      if (task.build) await build(task.run ? [] : args)
    })
    if (!task.run) return
    if (!existsSync(join(ROOT, task.run))) throw new Stop(`${task.run} is not there`)
    process.exitCode = await run(toolNode(), [join(ROOT, task.run), ...(task.args ?? []), ...args], {
      env: environment(),
    })
  } catch (error) {
    say(error.message)
    process.exitCode = error.exitCode ?? 1
  }
}

/** The tool chain's programs come first; the packages are also tried on the Node that we run on ourselves. */
function environment() {
  const PATH = `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`
  return { ...process.env, ...homeSettings(), PATH, BAHI_HOST_NODE: process.execPath }
}

/** Builds with every word on stderr. */
async function build(buildArgs) {
  const script = join(ROOT, 'scripts', 'build.ts')
  const code = await run(toolNode(), [script, ...buildArgs], { stdio: ['ignore', 2, 2] })
  if (code !== 0) throw new Stop('the build failed', code)
}

function usage(stream) {
  stream.write('usage: npm run <task> [-- arguments]\n\n')
  for (const [task, { about }] of Object.entries(tasks)) stream.write(`  ${task.padEnd(13)}${about}\n`)
}
