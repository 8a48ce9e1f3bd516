import { requireKnown } from './options.ts'

/**
 * What goes wrong with a request, at the server itself: its transaction is rolled back (`before_commit`), its answer is
 * lost though the work is done (`after_commit`), it is slow, or it is refused.
 */
export type Fault =
  | 'before_commit'
  | 'after_commit'
  | 'rate_limit'
  | 'status:500'
  | 'status:503'
  | `delay:${number}`

/** Which requests are meant; left out, all of them. */
export interface FaultOptions {
  /** How many of them. Default 1. */
  readonly times?: number
  /** `POST`, in any case. */
  readonly method?: string
  /** A part of the path, or a pattern: `/invoices`. */
  readonly path?: string | RegExp
}

/**
 * Orders faults for requests that come through the test server's `fetch` and handlers with a key of the test environment:
 * others the server leaves whole, and they use up nothing. Each call throws for an order that makes no sense.
 */
export interface Faults {
  /** For the next requests that match. Those ordered first come first. */
  next(fault: Fault, options?: FaultOptions): void
  /** For this share (0 to 1) of all requests that match, in the order that the seed gives. */
  share(share: number, fault: Fault, options?: Omit<FaultOptions, 'times'>): void
  /** Takes back what was ordered and has not happened. */
  clear(): void
}

export interface FaultSource {
  readonly faults: Faults
  /** The fault of this request, if one is meant for it. */
  take(request: Request): Fault | undefined
}

interface Order {
  readonly fault: Fault
  left: number
  readonly share: number
  matches(request: Request): boolean
}

export function createFaults(random: () => number): FaultSource {
  let orders: Order[] = []
  return {
    faults: {
      next(fault, options = {}) {
        requireFault('faults.next', fault)
        requireWhich('faults.next', options, ['times', 'method', 'path'])
        const { times = 1, ...which } = options
        if (!Number.isInteger(times) || times < 1)
          throw new RangeError(`faults.next: times is a whole number from 1, not ${times}`)
        orders.push({ fault, left: times, share: 1, matches: matcher(which) })
      },
      share(share, fault, which = {}) {
        if (typeof share !== 'number' || !(share >= 0 && share <= 1))
          throw new RangeError(`faults.share: a share is 0 to 1, not ${share}`)
        requireFault('faults.share', fault)
        requireWhich('faults.share', which, ['method', 'path'])
        orders.push({ fault, left: Number.POSITIVE_INFINITY, share, matches: matcher(which) })
      },
      clear() {
        orders = []
      },
    },
    take(request) {
      if (!ofTestEnvironment(request)) return undefined
      for (const order of orders) {
        if (!order.matches(request) || (order.share < 1 && random() >= order.share)) continue
        order.left -= 1
        orders = orders.filter(({ left }) => left > 0)
        return order.fault
      }
      return undefined
    },
  }
}

const words: readonly Fault[] = ['before_commit', 'after_commit', 'rate_limit', 'status:500', 'status:503']
/** What the server takes at most. */
const MAX_DELAY_MS = 30_000

/** The server would refuse the request that has a fault of another name, far from where it was ordered. */
function requireFault(call: string, fault: Fault): void {
  const delay = /^delay:(\d{1,5})$/.exec(fault)?.[1]
  if (words.includes(fault) || (delay !== undefined && Number(delay) <= MAX_DELAY_MS)) return
  const known = [...words, `delay:<ms up to ${MAX_DELAY_MS}>`].join(', ')
  throw new TypeError(`${call}: there is no fault "${fault}". There are ${known}.`)
}

function requireWhich(call: string, options: FaultOptions, names: readonly (keyof FaultOptions)[]): void {
  requireKnown(call, options, names)
  const { method, path } = options
  if (method !== undefined && typeof method !== 'string')
    throw new TypeError(`${call}: a method is a text such as POST, not ${method}`)
  if (path !== undefined && typeof path !== 'string' && !(path instanceof RegExp))
    throw new TypeError(`${call}: a path is a text such as /invoices, or a pattern, not ${path}`)
}

/** The only ones whose X-Test-Fault the server reads. */
const ofTestEnvironment = ({ headers }: Request) =>
  /^bearer +[sp]k_test_/i.test(headers.get('authorization') ?? '')

function matcher({ method, path }: Omit<FaultOptions, 'times'>): Order['matches'] {
  return (request) => {
    const { pathname } = new URL(request.url)
    const isMethod = method === undefined || method.toUpperCase() === request.method
    // Not `test`: a pattern with the flag g would begin where it last matched.
    const isPath =
      typeof path === 'string' ? pathname.includes(path) : path === undefined || pathname.search(path) >= 0
    return isMethod && isPath
  }
}
