import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { command } from './command.ts'
import { TMP } from './root.ts'

const PATIENCE = { timeout: 10_000 }

const node = (code: string) => ['--input-type=module', '--eval', code]
const COMMAND = pathToFileURL(join(import.meta.dirname, 'command.ts')).href

/** Starts one that would go on for ever, notes its pid in a file, and waits for it. */
const parent = (file: string) => `
  import { spawn } from 'node:child_process'
  import { writeFileSync } from 'node:fs'
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
  writeFileSync(${JSON.stringify(file)}, String(child.pid))
`

function noteFile(): string {
  const folder = mkdtempSync(join(TMP, 'command-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'pid')
}

/** The pid in the file, as soon as it is there. */
async function noted(file: string): Promise<number> {
  const pid = await vi.waitFor(() => {
    const text = readFileSync(file, 'utf8')
    expect(text).not.toBe('')
    return Number(text)
  }, PATIENCE)
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  })
  return pid
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('command: a character that comes in two halves is one', async () => {
  const halves = `
    process.stdout.write(Buffer.from([0xe2, 0x82]))
    setTimeout(() => process.stdout.write(Buffer.from([0xac])), 200)
  `
  expect(await command(process.execPath, node(halves))).toEqual({ code: 0, output: '€', stdout: '€' })
})

test('command: what takes too long is stopped with all that it has started', async () => {
  const file = noteFile()
  const { code, output } = await command(process.execPath, node(parent(file)), { timeoutMs: 3_000 })
  expect(code).not.toBe(0)
  expect(output).toContain('stopped after 3 s')
  const pid = await noted(file)
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), PATIENCE)
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'command: %s to us ends what we have started, and what that has',
  async (signal) => {
    const file = noteFile()
    const us = `
      import { command } from '${COMMAND}'
      await command(process.execPath, ${JSON.stringify(node(parent(file)))})
    `
    const child = spawn(process.execPath, node(us), { stdio: 'ignore' })
    const pid = await noted(file)
    child.kill(signal)
    await once(child, 'exit')
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), PATIENCE)
  },
)

test('command: one that is not there rejects', async () => {
  await expect(command('no-such-program', [])).rejects.toThrow('ENOENT')
})
