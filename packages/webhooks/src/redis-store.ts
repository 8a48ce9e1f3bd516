import { DEFAULT_PREFIX, type SharedStoreOptions, type WebhookStore } from './store.ts'

/** What is needed of a Redis client: `sendCommand` of node-redis, or `call` of ioredis and iovalkey. */
export type RedisClient =
  | {
      /** Sends one command as node-redis does. */
      sendCommand(args: string[]): Promise<unknown>
    }
  | {
      /** Sends one command as ioredis does. */
      call(command: string, ...args: string[]): Promise<unknown>
    }

/**
 * A store in Redis or Valkey, for processes that share one; `client` is connected and yours to close. Keys expire by
 * themselves. Give it a database that evicts no keys (`noeviction`): an evicted event would be handled again.
 *
 * Source: redis.io, SET with NX and PX.
 *
 * @example
 * webhookHandler({ secrets, on, onUnknown, store: redisStore(await createClient({ url }).connect()) })
 */
export function redisStore(
  client: RedisClient,
  { prefix = DEFAULT_PREFIX }: SharedStoreOptions = {},
): WebhookStore {
  const send = senderOf(client)
  return {
    async claim({ eventId, holder, leaseSeconds }) {
      const key = prefix + eventId
      const taken = await send('SET', key, holder, 'NX', 'PX', milliseconds(leaseSeconds))
      if (taken !== null) return 'claimed'
      const found = text(await send('GET', key))
      // Ours already: the client lost the answer and sent SET again.
      if (found === holder) return 'claimed'
      return found === COMPLETED ? 'completed' : 'in_progress'
    },
    async complete({ eventId, keepSeconds }) {
      await send('SET', prefix + eventId, COMPLETED, 'PX', milliseconds(keepSeconds))
    },
    async release({ eventId, holder }) {
      await send('EVAL', DELETE_IF_HELD, '1', prefix + eventId, holder)
    },
  }
}

type Send = (command: string, ...args: string[]) => Promise<unknown>

// ioredis has a sendCommand too, which takes something else.
function senderOf(client: RedisClient): Send {
  if ('call' in client) return (...args) => client.call(...args)
  return (...args) => client.sendCommand(args)
}

function milliseconds(seconds: number): string {
  return String(Math.ceil(seconds * 1000))
}

// Some clients are set to answer with bytes.
function text(reply: unknown): string {
  return String(reply)
}

/** What stands in a key in place of its holder once the event was handled; no holder is called so. */
const COMPLETED = 'completed'
const DELETE_IF_HELD =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"
