import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { command } from '../lib/command.ts'
import { TMP } from '../lib/root.ts'

const LOCK = pathToFileURL(join(import.meta.dirname, 'lock.mjs')).href

function opened() {
  const folder = mkdtempSync(join(TMP, 'lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return { lock: join(folder, 'setup.lock'), log: join(folder, 'log') }
}

/** A process that holds the lock for a moment and notes when. */
function holder({ lock, log }: ReturnType<typeof opened>) {
  const code = `
    import { appendFileSync } from 'node:fs'
    import { setTimeout as sleep } from 'node:timers/promises'
    import { withLock } from '${LOCK}'
    await withLock(${JSON.stringify(lock)}, async () => {
      appendFileSync(${JSON.stringify(log)}, '+')
      await sleep(50)
      appendFileSync(${JSON.stringify(log)}, '-')
    })
  `
  return command(process.execPath, ['--input-type=module', '--eval', code], { timeoutMs: 20_000 })
}

/** A pid that nobody has any more. */
async function deadPid(): Promise<string> {
  return (await command(process.execPath, ['--print', 'process.pid'])).stdout.trim()
}

test('lock: one at a time, and none is left', async () => {
  const place = opened()
  await Promise.all([holder(place), holder(place), holder(place)])
  expect(readFileSync(place.log, 'utf8')).toBe('+-+-+-')
  expect(() => readFileSync(place.lock)).toThrow('ENOENT')
})

test('lock: one whose holder died goes to one of those who wait, and never to two', async () => {
  for (let round = 0; round < 3; round++) {
    const place = opened()
    writeFileSync(place.lock, await deadPid())
    await Promise.all(Array.from({ length: 4 }, () => holder(place)))
    expect(readFileSync(place.log, 'utf8')).toBe('+-'.repeat(4))
  }
})

test('lock: one whose holder died before it said who it is holds up nobody', async () => {
  const place = opened()
  mkdirSync(place.lock)
  expect(await holder(place)).toMatchObject({ code: 0 })
  expect(readFileSync(place.log, 'utf8')).toBe('+-')
})

test("lock: one that bears our own pid, of a holder that died before, is nobody's", async () => {
  const place = opened()
  const code = `
    import { writeFileSync } from 'node:fs'
    import { withLock } from '${LOCK}'
    writeFileSync(${JSON.stringify(place.lock)}, String(process.pid))
    await withLock(${JSON.stringify(place.lock)}, () => console.log('held'))
  `
  const args = ['--input-type=module', '--eval', code]
  expect(await command(process.execPath, args, { timeoutMs: 20_000 })).toMatchObject({
    code: 0,
    stdout: 'held\n',
  })
})
