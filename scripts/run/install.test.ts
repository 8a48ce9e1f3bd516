import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { command } from '../lib/command.ts'
import { TMP } from '../lib/root.ts'

/** A checkout in which something else was installed, with an `npx` of this text. */
function checkout(npx: string) {
  const root = mkdtempSync(join(TMP, 'install-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  cpSync(import.meta.dirname, join(root, 'scripts', 'run'), { recursive: true })
  mkdirSync(join(root, 'node_modules'))
  const stamp = join(root, 'node_modules', '.bahi-installed')
  writeFileSync(stamp, 'what an earlier lock file said')
  const devDependencies = { node: process.versions.node }
  writeFileSync(join(root, 'package.json'), JSON.stringify({ packageManager: 'pnpm@1.0.0', devDependencies }))
  writeFileSync(join(root, 'npx-cli.js'), npx)
  return { root, stamp }
}

const run = (root: string, code: string, env: Record<string, string> = {}) =>
  command(process.execPath, ['--input-type=module', '--eval', code], {
    env: { npm_execpath: join(root, 'npm-cli.js'), npm_lifecycle_event: '', ...env },
    timeoutMs: 20_000,
  })

const module = (root: string, name: string) => pathToFileURL(join(root, 'scripts', 'run', name)).href

test('install: one that was stopped in its midst leaves no word that anything is installed', async () => {
  const { root, stamp } = checkout('process.exit(130)')
  const { output } = await run(
    root,
    `import { install } from '${module(root, 'install.mjs')}'
    await install().catch(({ message, exitCode }) => console.log(message, exitCode))`,
  )
  expect(output).toContain('stopped 130')
  expect(existsSync(stamp)).toBe(false)
})

test('run: a program that is not there is told, and waited for by nobody', async () => {
  const { root } = checkout('')
  const { code, output } = await run(
    root,
    `import { run } from '${module(root, 'child.mjs')}'
    await run('no-such-program', []).catch(({ code }) => console.log(code))`,
  )
  expect([code, output]).toEqual([0, 'ENOENT\n'])
})
