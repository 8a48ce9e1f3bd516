import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../../../scripts/lib/port.ts'
import { startStandIn } from './redis-stand-in.ts'

/** The Redis or Valkey of this machine; BAHI_REDIS_SERVER names one that isn't on the path. */
const candidates = [process.env.BAHI_REDIS_SERVER, 'redis-server', 'valkey-server'].filter(
  (name) => name !== undefined,
)
const command = candidates.find((name) => spawnSync(name, ['--version']).status === 0)

/** What `startRedis` starts; the package registry has no Redis that runs everywhere, so there is a stand-in. */
export const redisName = command ?? 'a stand-in for Redis'

export async function startRedis(): Promise<{ address: string; stop(): Promise<void> }> {
  if (command === undefined) return startStandIn()
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = spawn(command, options, { stdio: 'ignore' })
  const ended = once(server, 'exit')
  await listening(port)
  return {
    address: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill()
      await ended
    },
  }
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const answered = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (answered) return
    await wait(50)
  }
  throw new Error('Redis does not listen.')
}
