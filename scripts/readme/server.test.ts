import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { TMP } from '../lib/root.ts'
import { startServer } from './server.ts'

test('readme: a server whose demo data can not be read is ended, and does not keep the check from ending', async () => {
  const folder = mkdtempSync(join(TMP, 'server-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [main, note] = [join(folder, 'main.mjs'), join(folder, 'pid')]
  const keys = { test: { secret: 'sk_test_1', publishable: 'pk_test_1' }, live: {} }
  // Nobody listens on port 1.
  const ready = { url: 'http://127.0.0.1:1', tenant_id: 'tnt_1', keys }
  writeFileSync(
    main,
    `import { writeFileSync } from 'node:fs'
    writeFileSync(${JSON.stringify(note)}, String(process.pid))
    console.log(${JSON.stringify(JSON.stringify(ready))})
    setInterval(() => {}, 1000)`,
  )
  await expect(startServer(main)).rejects.toThrow('fetch failed')
  const pid = Number(readFileSync(note, 'utf8'))
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  })
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false))
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
