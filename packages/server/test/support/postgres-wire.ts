import type { Socket } from 'node:net'

/** A message of PostgreSQL's protocol 3 (postgresql.org/docs/current/protocol-message-formats.html). */
export interface Message {
  /** Its letter, or `startup` for the first one of a client, which has none. */
  readonly type: string
  readonly body: Buffer
  /** The whole message, to be passed on. */
  readonly bytes: Buffer
}

/** Calls back once a message, whatever pieces it came in. */
export function readMessages(
  socket: Socket,
  { startup }: { startup: boolean },
  onMessage: (message: Message) => void,
): void {
  let rest = Buffer.alloc(0)
  let awaitsStartup = startup
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const header = awaitsStartup ? 0 : 1
      if (rest.length < header + 4) return
      const end = header + rest.readInt32BE(header)
      if (rest.length < end) return
      const type = awaitsStartup ? 'startup' : String.fromCharCode(rest[0] ?? 0)
      onMessage({ type, body: rest.subarray(header + 4, end), bytes: rest.subarray(0, end) })
      rest = rest.subarray(end)
      awaitsStartup = false
    }
  })
}

/** `type` is empty for the startup message. */
export function encode(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}
