import { type ChildProcess, spawn } from 'node:child_process'
import { ROOT } from './root.ts'

/** How a command ended; `output` is stdout and stderr as they came. */
export interface Result {
  code: number
  output: string
  stdout: string
}

export interface CommandOptions {
  cwd?: string
  env?: Record<string, string>
  timeoutMs?: number
}

// No step of the gate takes longer on two cores; what does has hung.
const TIMEOUT_MS = 15 * 60_000

const running = new Set<ChildProcess>()

/** Runs a command to its end and keeps what it printed. Rejects only when it can't be started. */
export function command(file: string, args: string[], options: CommandOptions = {}): Promise<Result> {
  const { cwd = ROOT, env = {}, timeoutMs = TIMEOUT_MS } = options
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let output = ''
    let stdout = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
      stdout += chunk
    })
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk
    })
    const timer = setTimeout(() => {
      output += `\nstopped after ${timeoutMs / 1000} s\n`
      child.kill('SIGKILL')
    }, timeoutMs)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ code: code ?? 1, output, stdout })
    })
  })
}

/** Runs a command that must succeed; throws what it printed when it doesn't. */
export async function must(file: string, args: string[], options: CommandOptions = {}): Promise<Result> {
  const result = await command(file, args, options)
  if (result.code === 0) return result
  throw new Error(`${file} ${args.join(' ')} ended with ${result.code}\n${result.output}`)
}

/** Ends everything that `command` started and that still runs. */
export function stopCommands(signal: NodeJS.Signals = 'SIGTERM'): void {
  for (const child of running) child.kill(signal)
}
