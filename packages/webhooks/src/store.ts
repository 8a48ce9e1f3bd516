/**
 * Remembers which events were handled. Give your own (Redis, SQL) when several processes receive for one endpoint;
 * each act must be atomic, and may be asynchronous.
 */
export interface WebhookStore {
  /**
   * Takes the event for one run of its handler: `claimed` when it is free or its lease has run out, `in_progress`
   * while another holder's lease runs, `completed` once it was handled.
   */
  claim(claim: WebhookClaim): ClaimResult | Promise<ClaimResult>
  /** The handler finished: remember the event for `keepSeconds`, whoever holds it. */
  complete(claim: WebhookClaim): void | Promise<void>
  /** The handler threw: free the event, if this holder still has it. */
  release(claim: WebhookClaim): void | Promise<void>
}

/** One run of a handler for one event. */
export interface WebhookClaim {
  eventId: string
  /** Random, of this run: only who claimed may release. */
  holder: string
  /** After this the claim of a process that died is void. */
  leaseSeconds: number
  /** How long a handled event is remembered. */
  keepSeconds: number
}

/** Yours to handle, being handled by another, or handled before. */
export type ClaimResult = 'claimed' | 'in_progress' | 'completed'

/**
 * A store in this process's memory: forgets at a restart, and the oldest handled event beyond `maxEvents` (10,000
 * unless given). While `maxEvents` handlers run at once, further events wait.
 */
export function memoryStore({ maxEvents = 10_000, now = Date.now }: MemoryStoreOptions = {}): WebhookStore {
  const running = new Map<string, { holder: string; until: number }>()
  const completed = new Map<string, number>()
  // A handler that never returns would keep its place for ever. The oldest come first.
  const forgetLapsed = () => {
    for (const [eventId, { until }] of running) {
      if (until > now()) return
      running.delete(eventId)
    }
  }

  return {
    claim({ eventId, holder, leaseSeconds }) {
      if ((completed.get(eventId) ?? 0) > now()) return 'completed'
      if ((running.get(eventId)?.until ?? 0) > now()) return 'in_progress'
      forgetLapsed()
      if (running.size >= maxEvents && !running.has(eventId)) return 'in_progress'
      running.set(eventId, { holder, until: now() + leaseSeconds * 1000 })
      return 'claimed'
    },
    complete({ eventId, keepSeconds }) {
      running.delete(eventId)
      completed.delete(eventId) // so that it stands among the newest
      completed.set(eventId, now() + keepSeconds * 1000)
      const oldest = completed.keys().next()
      if (completed.size > maxEvents && !oldest.done) completed.delete(oldest.value)
    },
    release({ eventId, holder }) {
      if (running.get(eventId)?.holder === holder) running.delete(eventId)
    },
  }
}

/** How much a memory store remembers, and by which clock. */
export interface MemoryStoreOptions {
  /** Handled events; 10,000 unless given. */
  maxEvents?: number
  /** The clock, in epoch milliseconds; `Date.now` unless given. */
  now?: () => number
}

/** Options of the stores that processes share. */
export interface SharedStoreOptions {
  /**
   * Stands before each event's id, `bahi:` unless given. Two receivers that each handle every event and share one
   * database need two.
   */
  prefix?: string
}

export const DEFAULT_PREFIX = 'bahi:'
