import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './workspace.mjs'

const POLL_MS = 250
// A cold installation and build take a few minutes on a slow line; past this the other process is stuck.
const PATIENCE_MS = 15 * 60_000

/**
 * Runs `work` while no other process does: two tasks started together install and build once.
 * A holder that died is recognised by its pid, so nothing needs to be cleaned up by hand.
 */
export async function withLock(folder, work) {
  await acquire(folder)
  try {
    return await work()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function acquire(folder) {
  const deadline = Date.now() + PATIENCE_MS
  for (let told = false; ; told = true) {
    if (take(folder)) return
    if (!holderLives(folder)) {
      rmSync(folder, { recursive: true, force: true })
      continue
    }
    if (Date.now() > deadline)
      throw new Error(`another process has held ${folder} for too long; remove it to go on`)
    if (!told) say('another task is installing or building; waiting for it')
    await sleep(POLL_MS)
  }
}

/** mkdir is the atomic step: exactly one process makes the folder. */
function take(folder) {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(folder, 'pid'), String(process.pid))
  return true
}

function holderLives(folder) {
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    // The folder exists for an instant before its pid is written.
    if (!pid) return true
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM' || error.code === 'ENOENT'
  }
}
