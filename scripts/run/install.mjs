import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { run, Stop, wasStopped } from './child.mjs'
import { manifest, ROOT, say, toolNode } from './workspace.mjs'

const STAMP = join(ROOT, 'node_modules', '.bahi-installed')
// pnpm itself comes from the registry or npm's cache: one retry rides out a dropped connection, more would hide a real fault.
const ATTEMPTS = 2

/** Makes node_modules what pnpm-lock.yaml says; returns at once when it already is. */
export async function install() {
  const wanted = fingerprint()
  if (read(STAMP) === wanted && existsSync(toolNode())) return
  const began = Date.now()
  // One that is stopped leaves a mixture, which no lock file's stamp stands for.
  rmSync(STAMP, { force: true })
  say('installing dependencies (pnpm, frozen lock file) …')
  await pnpmInstall()
  writeFileSync(STAMP, wanted)
  say(`installed in ${((Date.now() - began) / 1000).toFixed(1)} s`)
}

async function pnpmInstall() {
  const { packageManager, devDependencies } = manifest()
  const args = ['--yes', '--prefer-offline', '--loglevel=error', packageManager]
  // pnpm would write its own version into the lock file, and refuses to under --frozen-lockfile; we already start that version.
  const own = ['--pm-on-fail=ignore', '--reporter=append-only']
  // Engines are checked against the Node that will run them, not the one that installs.
  const engine = `--config.nodeVersion=${devDependencies.node}`
  const install = ['install', '--frozen-lockfile', '--prefer-offline', engine, ...own]
  for (let attempt = 1; ; attempt++) {
    const code = await npx([...args, ...install])
    if (code === 0) return
    if (wasStopped(code)) throw new Stop('stopped', code)
    if (attempt === ATTEMPTS) {
      const hint = 'Is the registry reachable, and is pnpm-lock.yaml current?'
      throw new Stop(`${packageManager} install failed (exit ${code}). ${hint}`, 1)
    }
    say('that failed; trying once more')
  }
}

/** npx beside the npm that called us, else the one on PATH. */
function npx(args) {
  const script = join(dirname(process.env.npm_execpath ?? ''), 'npx-cli.js')
  // CI=true keeps pnpm from asking.
  const env = { ...process.env, ...homeSettings(), CI: 'true', npm_config_update_notifier: 'false' }
  const options = { stdio: ['ignore', 2, 2], env }
  return existsSync(script) ? run(process.execPath, [script, ...args], options) : run('npx', args, options)
}

/** A home folder that can't be written is replaced by one in the workspace: the settings of npm and pnpm for that. */
export function homeSettings() {
  if (writable(homedir())) return {}
  const home = join(ROOT, '.tmp', 'home')
  mkdirSync(home, { recursive: true })
  return {
    npm_config_cache: join(home, 'npm'),
    PNPM_HOME: join(home, 'pnpm'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CONFIG_HOME: process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'),
  }
}

function writable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Everything that decides what an installation holds. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...memberManifests()]
  for (const file of files) hash.update(`${file}\n${read(join(ROOT, file)) ?? ''}\n`)
  return hash.digest('hex')
}

function memberManifests() {
  const members = ['packages', 'examples'].flatMap((folder) =>
    existsSync(join(ROOT, folder))
      ? readdirSync(join(ROOT, folder)).map((name) => join(folder, name, 'package.json'))
      : [],
  )
  return ['spec/package.json', 'bench/package.json', ...members.sort()]
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
