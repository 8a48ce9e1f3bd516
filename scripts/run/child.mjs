import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { ROOT } from './workspace.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
// npm may be killed outright, and tells nobody: then what it started must not stay behind.
const PARENT_POLL_MS = 500

/**
 * Runs a command in the foreground and resolves to its exit code (128 + n when signal n ended it).
 * A terminal sends Ctrl-C to the child itself; a signal that is sent to us alone is passed on.
 */
export function run(command, args, { stdio = 'inherit', env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio, env })
    const pass = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    for (const signal of SIGNALS) process.on(signal, pass)
    const parent = process.ppid
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event && process.ppid !== parent) child.kill('SIGTERM')
    }, PARENT_POLL_MS)
    const ended = () => {
      clearInterval(watch)
      for (const signal of SIGNALS) process.off(signal, pass)
    }
    child.once('error', (error) => {
      ended()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      ended()
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/** An error that says with which code the process should end. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** True for the exit code of a command that somebody stopped. */
export function wasStopped(code) {
  return code >= 128
}
