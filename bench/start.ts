import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from '@bahi/server'
import { median } from './median.ts'
import { startServer } from './running-server.ts'

const ROUNDS = 9

/** How long the server takes to be ready: the bin on a new folder and in memory, and `createServer()` in a process that has loaded it. */
export async function startTimes(): Promise<{ name: string; ms: number }[]> {
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
  return [
    { name: 'bin ready, new SQLite folder, demo tenant', ms: median(onDisk) },
    { name: 'bin ready, in memory, demo tenant', ms: median(inMemory) },
    { name: 'createServer() in memory, first tenant', ms: median(embedded) },
  ]
}

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
