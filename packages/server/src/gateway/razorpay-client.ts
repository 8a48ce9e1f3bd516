import type Razorpay from 'razorpay'
import { GatewayError } from './gateway.ts'
import type { RazorpayApi, RazorpayCustomer, RazorpayLink, RazorpayRefund } from './razorpay-wire.ts'

export interface RazorpayAccount {
  readonly keyId: string
  readonly keySecret: string
  /** `https://api.razorpay.com` if left out. */
  readonly baseUrl?: string | undefined
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 10_000
/** Refunds of one payment that are looked through; the API's own bound. */
const MAX_REFUNDS = 100

/** Razorpay through its official package, which is loaded on the first call: most servers never make one. */
export function createRazorpayClient(account: RazorpayAccount): RazorpayApi {
  let opened: Promise<Razorpay> | undefined
  const client = () => {
    opened ??= open(account)
    return opened
  }
  return {
    async createLink({ customer, ...request }) {
      const { paymentLink } = await client()
      return answered<RazorpayLink>(paymentLink.create({ ...request, customer: payerOf(customer) }))
    },
    fetchLink: async (id) => answered<RazorpayLink>((await client()).paymentLink.fetch(id)),
    async findLinks(reference) {
      // the package passes on what its types don't know: the API filters by reference_id
      const query = { count: 1, reference_id: reference }
      const found = (await client()).paymentLink.all(query)
      return (await answered<{ payment_links: RazorpayLink[] }>(found)).payment_links
    },
    cancelLink: async (id) => answered<RazorpayLink>((await client()).paymentLink.cancel(id)),
    async refund(paymentId, request) {
      const { payments } = await client()
      return answered<RazorpayRefund>(payments.refund(paymentId, { ...request, notes: { ...request.notes } }))
    },
    async listRefunds(paymentId) {
      const found = (await client()).payments.fetchMultipleRefund(paymentId, { count: MAX_REFUNDS })
      return (await answered<{ items: RazorpayRefund[] }>(found)).items
    },
  }
}

async function open(account: RazorpayAccount): Promise<Razorpay> {
  const { default: Client } = await import('razorpay')
  const client = new Client({ key_id: account.keyId, key_secret: account.keySecret })
  configure(client, account)
  return client
}

/** Theirs has no member that may be undefined. */
const payerOf = ({ name, email, contact }: RazorpayCustomer) => ({
  ...(name === undefined ? {} : { name }),
  ...(email === undefined ? {} : { email }),
  ...(contact === undefined ? {} : { contact }),
})

/** What of axios is set: the package hard-codes its host, has no timeout, and fails on an error without an answer. */
interface AxiosInstance {
  readonly defaults: { baseURL?: string; timeout?: number; maxRedirects?: number }
  readonly interceptors: {
    readonly response: { use(fulfilled: undefined, rejected: (error: AxiosFailure) => unknown): void }
  }
}

interface AxiosFailure {
  readonly message: string
  response?: { status: number; data: { error?: unknown } }
}

const NO_ANSWER = 0

function configure(client: Razorpay, { baseUrl, timeoutMs = TIMEOUT_MS }: RazorpayAccount): void {
  // `rq` is the package's axios instance: not in its types, so the version is pinned and a test holds it there
  const { rq } = client.api as unknown as { rq: AxiosInstance }
  if (baseUrl !== undefined) rq.defaults.baseURL = baseUrl
  rq.defaults.timeout = timeoutMs
  rq.defaults.maxRedirects = 0
  rq.interceptors.response.use(undefined, (error) => {
    error.response ??= { status: NO_ANSWER, data: { error: { description: error.message } } }
    throw error
  })
}

/** Answers and errors are Razorpay's JSON; its types call every amount `string | number` and are wider than we read. */
async function answered<T>(call: Promise<unknown>): Promise<T> {
  try {
    return (await call) as T
  } catch (thrown) {
    throw gatewayError(thrown)
  }
}

const SERVER_FAULT = 500
/** What is refused now and may be taken later: a timeout, too early, too many requests. */
const COME_BACK = [408, 425, 429]

function gatewayError(thrown: unknown): GatewayError {
  // what the package throws: no Error, but these two members
  const { statusCode, error } = thrown as { statusCode?: number; error?: { description?: string } }
  const noAnswer =
    statusCode === undefined || [NO_ANSWER, ...COME_BACK].includes(statusCode) || statusCode >= SERVER_FAULT
  const description = error?.description ?? `status ${statusCode}`
  return new GatewayError(noAnswer ? 'no_answer' : 'refused', `Razorpay: ${description}`, { cause: thrown })
}
