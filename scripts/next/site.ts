import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../lib/command.ts'
import { manifest, TMP } from '../lib/root.ts'
import { pack } from '../packages/pack.ts'
import type { Signer } from './deliveries.ts'

const FOLDER = join(TMP, 'next')
const NEXT = join(FOLDER, 'node_modules', 'next', 'dist', 'bin', 'next')
const START_MS = 60_000

/** Builds the site in a project of its own, with the packed receiver in it, as a user's Next does. Answers its folder. */
export async function buildSite(): Promise<string> {
  rmSync(FOLDER, { recursive: true, force: true })
  cpSync(join(import.meta.dirname, 'site'), FOLDER, { recursive: true })
  const dependencies = { '@bahi/webhooks': `file:${await pack('webhooks', FOLDER)}`, ...versionsOfNext() }
  const project = { name: 'site', private: true, type: 'module', dependencies }
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify(project))
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  await must('npm', ['install', '--prefer-offline', ...quiet], { cwd: FOLDER })
  await must(process.execPath, [NEXT, 'build'], {
    cwd: FOLDER,
    env: { ...environment, NODE_ENV: 'production' },
  })
  return FOLDER
}

/** Those that the receiver's types and requests are tested with. The workspace has Next without what compiles a site. */
function versionsOfNext(): Record<string, string> {
  const { devDependencies = {} } = manifest('packages/webhooks')
  return Object.fromEntries(['next', 'react', 'react-dom'].map((name) => [name, devDependencies[name] ?? '']))
}

/** Serves the built site on a free port of the loopback while `work` runs. */
export async function withSite(
  { secret, oldSecret }: Pick<Signer, 'secret' | 'oldSecret'>,
  work: (origin: string) => Promise<void>,
): Promise<void> {
  const secrets = { BAHI_WEBHOOK_SECRET: secret, BAHI_WEBHOOK_OLD_SECRET: oldSecret }
  const site = spawn(process.execPath, [NEXT, 'start', '--port', '0', '--hostname', '127.0.0.1'], {
    cwd: FOLDER,
    env: { ...process.env, ...environment, ...secrets, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(site, 'exit')
  try {
    await work(await originOf(site))
  } finally {
    site.kill()
    await ended
  }
}

// It prints where it listens: `- Local:  http://127.0.0.1:41234`.
function originOf(site: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const timer = setTimeout(() => reject(new Error(`next start does not listen\n${printed}`)), START_MS)
    site.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk
      const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? []
      if (origin === undefined || !/ready/i.test(printed)) return
      clearTimeout(timer)
      resolve(origin)
    })
    site.once('exit', (code) => reject(new Error(`next start ended with ${code}\n${printed}`)))
  })
}

const environment = { NEXT_TELEMETRY_DISABLED: '1' }
