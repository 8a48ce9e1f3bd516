import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from './lib/command.ts'
import { exists, manifest, PUBLISHED, type Published, ROOT, TMP, tool } from './lib/root.ts'

/** A package is built from its own folder and from the folders that are bundled or inlined into it. */
const sources: Record<Published, string[]> = {
  core: ['packages/core'],
  webhooks: ['packages/webhooks', 'packages/core'],
  billing: ['packages/billing', 'packages/core'],
  server: ['packages/server', 'packages/webhooks', 'spec'],
  testing: ['packages/testing', 'packages/server', 'packages/webhooks', 'packages/core', 'spec'],
}

/** Packages of one wave don't read each other's dist, so they are built side by side. */
const waves: Published[][] = [['core'], ['webhooks', 'billing'], ['server'], ['testing']]

const STAMPS = join(TMP, 'build')

await main(process.argv.includes('--force'))

/** Brings every dist folder up to date; does nothing for those that are. */
async function main(force: boolean): Promise<void> {
  mkdirSync(STAMPS, { recursive: true })
  const stale = PUBLISHED.filter(
    (name) => force || stampOf(name) !== fingerprint(name) || !exists(mainFile(name)),
  )
  if (stale.length === 0) return
  const began = Date.now()
  console.log(`bahi: building ${stale.join(', ')} …`)
  for (const wave of waves) {
    await Promise.all(wave.filter((name) => stale.includes(name)).map(build))
  }
  console.log(`bahi: built in ${((Date.now() - began) / 1000).toFixed(1)} s`)
}

async function build(name: Published): Promise<void> {
  const folder = join('packages', name)
  const wanted = fingerprint(name)
  rmSync(stampFile(name), { force: true })
  if (!exists(join(folder, 'tsup.config.ts'))) fail(folder, 'it has no tsup.config.ts')
  // What an earlier build left, a chunk of another name for instance, would be published too.
  rmSync(join(ROOT, folder, 'dist'), { recursive: true, force: true })
  const { code, output } = await command(tool('tsup'), ['--silent'], { cwd: join(ROOT, folder) })
  if (code !== 0) fail(folder, output)
  indentByTabs(join(ROOT, folder, 'dist'))
  writeFileSync(stampFile(name), wanted)
}

/** The compiler indents declarations by four spaces a level: a quarter of what a user would install of them. */
function indentByTabs(dist: string): void {
  for (const name of globSync('**/*.d.{ts,cts}', { cwd: dist })) {
    const file = join(dist, name)
    const text = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      text.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4)),
    )
  }
}

function fail(folder: string, why: string): never {
  console.error(`bahi: ${folder} does not build: ${why}`)
  process.exit(1)
}

/** A hash of all that decides what a package's dist holds. */
function fingerprint(name: Published): string {
  const hash = createHash('sha256')
  const patterns = sources[name].flatMap((folder) => [
    `${folder}/src/**/*`,
    `${folder}/package.json`,
    `${folder}/tsup.config.ts`,
    `${folder}/tsconfig*.json`,
  ])
  const files = globSync([...patterns, 'tsconfig.json', 'pnpm-lock.yaml'], { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) hash.update(`${file.slice(ROOT.length)}\n`).update(readFileSync(file))
  return hash.digest('hex')
}

function stampOf(name: Published): string | undefined {
  return exists(join('.tmp', 'build', name)) ? readFileSync(stampFile(name), 'utf8') : undefined
}

function stampFile(name: Published): string {
  return join(STAMPS, name)
}

function mainFile(name: Published): string {
  return join('packages', name, manifest(join('packages', name)).main ?? 'dist/index.js')
}
