import { connect, createServer, type Socket } from 'node:net'
import { encode, type Message, readMessages } from './postgres-wire.ts'

/** A transaction-mode pooler as PgBouncer is one: clients share fewer server connections, each for one transaction at a time. */
export interface Pooler {
  /** The database's URL by way of the pooler. */
  readonly url: string
  /** What `inspect` found on each server connection as it came back from a client. */
  readonly found: string[]
  readonly backends: number
  close(): Promise<void>
}

export interface PoolerOptions {
  readonly databaseUrl: string
  readonly backends: number
  /** One row, one text column: asked on a server connection each time that a client gives it back. */
  readonly inspect: string
}

export async function startPooler(options: PoolerOptions): Promise<Pooler> {
  const found: string[] = []
  const pool = createBackends(options, found)
  const clients = new Set<Socket>()
  const server = createServer((socket) => {
    clients.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('close', () => clients.delete(socket))
    serve(socket, pool)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The pooler has no port.')
  return {
    url: Object.assign(new URL(options.databaseUrl), { host: `127.0.0.1:${address.port}` }).href,
    found,
    backends: options.backends,
    async close() {
      for (const client of clients) client.destroy()
      await pool.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A client holds a backend from its first message until the server is idle and owes it no answer. */
function serve(socket: Socket, pool: Backends): void {
  let backend: Backend | null = null
  let owed = 0
  const onAnswer = (message: Message) => {
    socket.write(message.bytes)
    if (message.type !== 'Z') return
    owed -= 1
    if (owed > 0 || message.body.toString('latin1') !== 'I' || !backend) return
    const idle = backend
    backend = null
    pool.giveBack(idle)
  }
  const forward = async (message: Message) => {
    if (message.type === 'X') return void socket.end()
    if (message.type === 'startup') return void socket.write(greeting)
    backend ??= await pool.take()
    backend.onMessage = onAnswer
    if (message.type === 'Q' || message.type === 'S') owed += 1
    backend.socket.write(message.bytes)
  }
  let last = Promise.resolve()
  readMessages(socket, { startup: true }, (message) => {
    last = last.then(() => forward(message))
  })
  socket.on('close', () => {
    // A client that leaves in the middle of a transaction takes its backend with it, and that rolls back.
    void last.then(() => backend?.socket.destroy())
  })
}

/** Welcome, no password asked; idle. */
const greeting = Buffer.concat([
  encode('R', Buffer.from([0, 0, 0, 0])),
  encode('S', Buffer.from('client_encoding\0UTF8\0')),
  encode('K', Buffer.alloc(8)),
  encode('Z', Buffer.from('I')),
])

interface Backend {
  readonly socket: Socket
  onMessage: (message: Message) => void
}

interface Backends {
  take(): Promise<Backend>
  giveBack(backend: Backend): void
  close(): Promise<void>
}

function createBackends({ databaseUrl, backends, inspect }: PoolerOptions, found: string[]): Backends {
  const idle: Backend[] = []
  const waiting: ((backend: Backend) => void)[] = []
  const open = new Set<Backend>()
  const hand = (backend: Backend) => {
    const next = waiting.shift()
    if (next) next(backend)
    else idle.push(backend)
  }
  const add = async () => {
    const backend = await connectBackend(databaseUrl)
    open.add(backend)
    backend.socket.on('close', () => open.delete(backend))
    return backend
  }
  return {
    async take() {
      const free = idle.shift()
      if (free) return free
      if (open.size < backends) return add()
      return new Promise((resolve) => waiting.push(resolve))
    },
    giveBack(backend) {
      backend.onMessage = (message) => {
        if (message.type === 'D') found.push(firstColumn(message.body))
        if (message.type === 'Z') hand(backend)
      }
      backend.socket.write(encode('Q', Buffer.from(`${inspect}\0`)))
    },
    async close() {
      for (const backend of open) backend.socket.destroy()
    },
  }
}

function firstColumn(row: Buffer): string {
  const length = row.readInt32BE(2)
  return length < 0 ? 'null' : row.toString('utf8', 6, 6 + length)
}

/** Logs in with the password in clear, as the cluster of the tests asks for it. */
function connectBackend(databaseUrl: string): Promise<Backend> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl)
  const socket = connect({ port: Number(port), host: hostname, noDelay: true })
  const backend: Backend = { socket, onMessage: () => {} }
  const parameters = `user\0${username}\0database\0${pathname.slice(1)}\0client_encoding\0UTF8\0\0`
  socket.write(encode('', Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from(parameters)])))
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    backend.onMessage = (message) => {
      if (message.type === 'R' && message.body.readInt32BE(0) === 3) {
        socket.write(encode('p', Buffer.from(`${decodeURIComponent(password)}\0`)))
      }
      if (message.type === 'E') reject(new Error(message.body.toString('latin1')))
      if (message.type === 'Z') resolve(backend)
    }
    readMessages(socket, { startup: false }, (message) => backend.onMessage(message))
  })
}
