import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from '@bahi/server'
import { median, quartiles } from '../lib/median.ts'
import { tell } from '../lib/row.ts'
import { startServer } from '../lib/running-server.ts'

const ROUNDS = 9

const onDisk: number[] = []
const inMemory: number[] = []
const embedded: number[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  const folder = await mkdtemp(join(tmpdir(), 'bahi-bench-'))
  onDisk.push(await readyTime('--data', join(folder, 'data')))
  await rm(folder, { recursive: true })
  inMemory.push(await readyTime())
  embedded.push(await embeddedTime())
}
const row = (measure: string, values: readonly number[]) => ({
  ...{ measure, name: '@bahi/server', value: median(values), unit: 'ms', spread: quartiles(values) },
})
tell([
  row('bin ready, new SQLite folder, demo tenant', onDisk),
  row('bin ready, in memory, demo tenant', inMemory),
  row('createServer() in memory, first tenant, in a process that has loaded it', embedded),
])

async function readyTime(...flags: string[]): Promise<number> {
  const server = await startServer(...flags)
  await server.stop()
  return server.readyMs
}

async function embeddedTime(): Promise<number> {
  const began = performance.now()
  const server = await createServer()
  await server.createTenant({ name: 'Acme', currency: 'INR' })
  const ms = performance.now() - began
  await server.close()
  return ms
}
