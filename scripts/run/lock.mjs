import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './workspace.mjs'

const POLL_MS = 250
// A cold installation and build take a few minutes on a slow line; past this the other process is stuck.
const PATIENCE_MS = 15 * 60_000

/**
 * Runs `work` while no other process does: two tasks started together install and build once.
 * A holder that died is recognised by its pid, so nothing needs to be cleaned up by hand.
 */
export async function withLock(file, work) {
  await acquire(file)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

async function acquire(file) {
  const deadline = Date.now() + PATIENCE_MS
  for (let told = false; ; told = true) {
    if (take(file)) return
    if (!holderLives(file)) {
      if (await inherit(file)) return
      continue
    }
    if (Date.now() > deadline)
      throw new Error(`another process has held ${file} for too long; remove it to go on`)
    if (!told) say('another task is installing or building; waiting for it')
    await sleep(POLL_MS)
  }
}

/** A link is the atomic step: exactly one process makes it, and the lock never lacks its holder's pid. */
function take(file) {
  const own = written(file)
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

/** Several may see that the holder has died: the last to put itself in its place has it, when all have had the time to. */
async function inherit(file) {
  removeFolder(file)
  renameSync(written(file), file)
  await sleep(POLL_MS)
  return holderOf(file) === process.pid
}

/** The lock was once a folder, which no file can replace. */
function removeFolder(file) {
  if (holderOf(file) === undefined) rmSync(file, { recursive: true, force: true })
}

function written(file) {
  const own = `${file}.${process.pid}`
  writeFileSync(own, String(process.pid))
  return own
}

/** Its pid; undefined when it can't be told, null when nobody holds it. */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch (error) {
    return error.code === 'ENOENT' ? null : undefined
  }
}

function holderLives(file) {
  const pid = holderOf(file)
  if (pid === null) return true
  // We hold nothing yet: a holder of our own pid had it before us, as in a container that was started again.
  if (pid === undefined || pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
