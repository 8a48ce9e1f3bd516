import { createServer, type Socket } from 'node:net'

/** Speaks Redis' protocol for the few commands that the store and its clients send, as redis.io describes them. */
export async function startStandIn(): Promise<{ address: string; stop(): Promise<void> }> {
  const keys = new Map<string, Kept>()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    serve(socket, keys)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The stand-in has no port.')
  return {
    address: `redis://127.0.0.1:${address.port}`,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Kept {
  value: string
  until: number
}

function serve(socket: Socket, keys: Map<string, Kept>): void {
  let unread = ''
  let nothing = '$-1\r\n'
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    unread += chunk
    for (let next = takeCommand(unread); next; next = takeCommand(unread)) {
      unread = next.rest
      if (next.args[0]?.toUpperCase() === 'HELLO' && next.args[1] === '3') nothing = '_\r\n'
      socket.write(answer(next.args, keys) ?? nothing)
    }
  })
}

/** One command off the front of the text: an array of bulk strings, none with a line break in it here. */
function takeCommand(text: string): { args: string[]; rest: string } | undefined {
  const lines = text.split('\r\n')
  const count = Number(lines[0]?.slice(1))
  const size = 1 + 2 * count
  if (!text.startsWith('*') || lines.length <= size) return undefined
  const args = Array.from({ length: count }, (_, index) => lines[2 + 2 * index] ?? '')
  return { args, rest: lines.slice(size).join('\r\n') }
}

/** Undefined stands for the reply of nothing, which the two versions of the protocol write differently. */
function answer([command = '', ...args]: string[], keys: Map<string, Kept>): string | undefined {
  switch (command.toUpperCase()) {
    case 'HELLO':
      return args[0] === '3' ? '%2\r\n$6\r\nserver\r\n$5\r\nredis\r\n$5\r\nproto\r\n:3\r\n' : '*0\r\n'
    case 'CLIENT':
    case 'PING':
      return '+OK\r\n'
    case 'INFO':
      return bulk('redis_version:7.0.0\r\nloading:0')
    case 'SET':
      return set(args, keys)
    case 'GET': {
      const value = read(args[0], keys)
      return value === undefined ? undefined : bulk(value)
    }
    case 'EVAL': {
      // The one script that the store sends: delete the key if this is its value.
      const [, , key = '', value] = args
      return `:${read(key, keys) === value && keys.delete(key) ? 1 : 0}\r\n`
    }
    default:
      return `-ERR unknown command '${command}'\r\n`
  }
}

function set([key = '', value = '', ...flags]: string[], keys: Map<string, Kept>): string | undefined {
  if (flags.includes('NX') && read(key, keys) !== undefined) return undefined
  const lasts = Number(flags[flags.indexOf('PX') + 1])
  keys.set(key, { value, until: Date.now() + lasts })
  return '+OK\r\n'
}

function read(key: string | undefined, keys: Map<string, Kept>): string | undefined {
  const kept = keys.get(key ?? '')
  return kept && kept.until > Date.now() ? kept.value : undefined
}

function bulk(text: string): string {
  return `$${text.length}\r\n${text}\r\n`
}
