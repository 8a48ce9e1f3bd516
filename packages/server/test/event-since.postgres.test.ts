import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { testLocation } from './support/engines.ts'
import type { WriterOrder } from './support/event-writer.ts'
import { openTenant, useServer } from './support/harness.ts'

const context = useServer()
const WRITERS = 2
const EVENTS_EACH = 40

test('since: a reader misses nothing while two processes pause at random before they commit', async () => {
  const tenant = await openTenant(context.server)
  const { databaseUrl = '' } = await testLocation()
  const environment = `${tenant.tenantId}/test` as const
  const writers = Array.from({ length: WRITERS }, (_, writer) =>
    startWriter({ databaseUrl, environment, name: `writer ${writer}`, count: EVENTS_EACH, maxPauseMs: 8 }),
  )
  const writing = Promise.all(writers)
  let ended = false
  writing.then(
    () => {
      ended = true
    },
    () => {
      ended = true
    },
  )

  const read: { sequence: number; name: string }[] = []
  let reads = 0
  for (let last = false; !last; ) {
    last = ended
    const since = read.at(-1)?.sequence ?? 0
    const page = await tenant.api('GET', `/events?since=${since}&limit=100`)
    if (page.body.data.length > 0) reads += 1
    for (const event of page.body.data) read.push({ sequence: event.sequence, name: event.data.name })
  }
  await writing

  expect(read.map(({ sequence }) => sequence)).toEqual(read.map((_, index) => index + 1))
  expect(new Set(read.map(({ name }) => name)).size).toBe(WRITERS * EVENTS_EACH)
  expect(reads, 'the reader read while they wrote').toBeGreaterThan(5)
})

/** Resolves when the process has written all; rejects with what it said when it failed. */
async function startWriter(order: WriterOrder): Promise<void> {
  const script = fileURLToPath(new URL('support/event-writer.ts', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`A writer ended with ${code}: ${errors}`)
}
