import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
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
/** How long what is stopped may take to stop what it has started in turn. */
const GRACE_MS = 3_000

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const running = new Set<ChildProcess>()

/** Runs a command to its end and keeps what it printed. Rejects only when it can't be started. */
export function command(file: string, args: string[], options: CommandOptions = {}): Promise<Result> {
  const { cwd = ROOT, env = {}, timeoutMs = TIMEOUT_MS } = options
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it starts can be ended with it.
      detached: true,
    })
    const print = { output: '', stdout: '' }
    const keep = (text: string) => {
      print.output += text
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      print.stdout += text
      keep(text)
    })
    child.stderr.setEncoding('utf8').on('data', keep)
    const timer = setTimeout(() => {
      keep(`\nstopped after ${timeoutMs / 1000} s\n`)
      end(child, 'SIGTERM')
      setTimeout(() => end(child, 'SIGKILL'), GRACE_MS).unref()
    }, timeoutMs)
    const ended = track(child)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      ended()
      resolve({ code: code ?? 1, ...print })
    })
  })
}

/** Runs a command that must succeed; throws what it printed when it doesn't. */
export async function must(file: string, args: string[], options: CommandOptions = {}): Promise<Result> {
  const result = await command(file, args, options)
  if (result.code === 0) return result
  throw new Error(`${file} ${args.join(' ')} ended with ${result.code}\n${result.output}`)
}

/** While anything runs, our end is its end: a signal to us is passed on. */
function track(child: ChildProcess): () => void {
  if (running.size === 0) {
    process.on('exit', stopAll)
    for (const signal of SIGNALS) process.on(signal, stop)
  }
  running.add(child)
  return () => {
    running.delete(child)
    if (running.size > 0) return
    process.off('exit', stopAll)
    for (const signal of SIGNALS) process.off(signal, stop)
  }
}

function stop(signal: NodeJS.Signals): void {
  console.error('\nstopped')
  process.exit(128 + constants.signals[signal])
}

function stopAll(): void {
  for (const child of running) end(child, 'SIGTERM')
}

/** With its whole group: one that was ended alone leaves behind what it had started, which holds our pipes open. */
function end({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal)
  } catch (error) {
    // It has ended meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
