import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { command, must } from '../lib/command.ts'
import { type Manifest, manifest, type Published, ROOT, tool } from '../lib/root.ts'
import type { Runtime } from './runtimes.ts'

// What a TypeScript project on Node has anyway.
const TYPES_OF_NODE = ['@types/node', 'undici-types']

/** A project outside the workspace with only the packed packages installed, so that nothing is found by luck. */
export class Consumer {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** Imports and requires every entry point, then runs the package's story with each. */
  async smoke(name: Published, { command, args }: Pick<Runtime, 'command' | 'args'>): Promise<string> {
    const entries = this.#entries(name)
    const options = { cwd: this.folder, timeoutMs: 60_000 }
    await must(command, [...args, 'smoke/main.mjs', name, ...entries], options)
    const commands = Object.keys(manifest(join('packages', name)).bin ?? {})
    for (const bin of commands)
      await must(command, [...args, join('node_modules', '.bin', bin), '--help'], options)
    return `${entries.length} entry points, ESM and CJS${commands.map((bin) => `, ${bin}`).join('')}`
  }

  /** Throws when a document of the packages links a file that was not installed with them. */
  documents(names: Published[]): string {
    const folders = names.map((name) => join(this.folder, 'node_modules', '@bahi', name))
    const documents = folders.flatMap(filesOf).filter((file) => file.endsWith('.md'))
    const dead = documents.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(dirname(file), target)))
        .map((target) => `${file}: nothing is at ${target}`),
    )
    if (dead.length > 0) throw new Error(dead.join('\n'))
    return `${documents.length} of them`
  }

  /** Compiles a program that imports every entry point, declarations checked too, as Node and bundlers resolve. */
  async types(names: Published[]): Promise<string> {
    const imports = names
      .flatMap((name) => this.#entries(name))
      .map((entry, index) => {
        return `import * as entry${index} from '${entry}'\nexport const use${index} = entry${index}\n`
      })
    for (const file of ['consumer.ts', 'consumer.cts'])
      writeFileSync(join(this.folder, file), imports.join(''))
    const strict = [
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--target',
      'es2022',
      '--types',
      'node',
    ]
    const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler', 'consumer.ts']
    const node = ['--module', 'node16', '--moduleResolution', 'node16', 'consumer.ts', 'consumer.cts']
    for (const how of [node, bundler]) {
      const { code, output } = await command(tool('tsc'), [...strict, ...how], { cwd: this.folder })
      if (code !== 0) throw new Error(output)
    }
    return `node16 and bundler, ${imports.length} entry points`
  }

  /** Throws when what a user installs, or what their compiler reads, has grown beyond its bounds. */
  async footprint(name: Published): Promise<string> {
    const modules = join(this.folder, 'node_modules')
    const installed = globSync(['*/package.json', '@*/*/package.json'], { cwd: modules })
      .map((file) => dirname(file))
      .filter((folder) => !TYPES_OF_NODE.includes(folder))
    const bytes = installed
      .flatMap((folder) => filesOf(join(modules, folder)))
      .map((file) => statSync(file).size)
    const size = bytes.reduce((sum, part) => sum + part, 0)
    const lines = await this.#declarationLines(name)
    const found = `${installed.length} packages, ${Math.ceil(size / 1024)} KiB, ${lines} lines of declarations`
    const within = installed.length <= 4 && size <= 1024 * 1024 && lines <= 10_000
    if (!within) throw new Error(`${found}; the bounds are 4 packages, 1024 KiB, 10000 lines`)
    return found
  }

  /** Lines of declarations that importing a package adds to a program. */
  async #declarationLines(name: Published): Promise<number> {
    writeFileSync(join(this.folder, 'consumer.ts'), `export * from '@bahi/${name}'\n`)
    const args = [
      '--listFilesOnly',
      '--module',
      'node16',
      '--target',
      'es2022',
      '--types',
      'node',
      'consumer.ts',
    ]
    const { stdout } = await must(tool('tsc'), args, { cwd: this.folder })
    const read = stdout
      .split('\n')
      .filter((file) => file.includes(this.folder) && file.includes('node_modules'))
    const ours = read.filter((file) => !TYPES_OF_NODE.some((folder) => file.includes(`/${folder}/`)))
    return ours.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0)
  }

  /** The names under which a package can be imported. */
  #entries(name: Published): string[] {
    const file = join(this.folder, 'node_modules', '@bahi', name, 'package.json')
    // The manifest that we packed.
    const { exports = {} } = JSON.parse(readFileSync(file, 'utf8')) as Manifest
    const paths = Object.keys(exports).filter((path) => path !== './package.json')
    return paths.map((path) => `@bahi/${name}${path.slice(1)}`)
  }
}

function filesOf(folder: string): string[] {
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Makes a project that depends on these tarballs and on `others`, hands it to `work`, and removes it. */
export async function withConsumer<T>(
  tarballs: ReadonlyMap<string, string>,
  work: (consumer: Consumer) => Promise<T>,
  others: Readonly<Record<string, string>> = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bahi-consumer-'))
  try {
    const packed = [...tarballs].map(([name, path]) => [`@bahi/${name}`, `file:${path}`])
    const dependencies = Object.fromEntries(packed)
    // The types of Node that the repository itself is checked with.
    const devDependencies = { ...others, '@types/node': manifest('node_modules/@types/node').version }
    const project = { name: 'consumer', private: true, type: 'module', dependencies, devDependencies }
    writeFileSync(join(folder, 'package.json'), JSON.stringify(project))
    cpSync(join(ROOT, 'scripts', 'packages', 'smoke'), join(folder, 'smoke'), { recursive: true })
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
    await must('npm', ['install', '--prefer-offline', ...quiet], { cwd: folder })
    return await work(new Consumer(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a package takes from its user if there is a use for it, at the version that it is tested with. */
export function peersOf(name: Published): Record<string, string> {
  const folder = join('packages', name)
  const peers = Object.keys(manifest(folder).peerDependencies ?? {})
  return Object.fromEntries(peers.map((peer) => [peer, manifest(join(folder, 'node_modules', peer)).version]))
}

/** Whether a package promises to run on a Node of this version; its range has the form `>=20` or `>=22.13`. */
export function runsOn(name: Published, version: string): boolean {
  const range = manifest(join('packages', name)).engines?.node ?? ''
  const numbers = (text: string) => text.replace(/^\D+/, '').trim().split('.').map(Number)
  const [have, want] = [numbers(version), numbers(range)]
  for (let index = 0; index < want.length; index++) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
