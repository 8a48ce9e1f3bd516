import { HttpResponse, http } from 'msw'
import { requireKnown } from './options.ts'
import { TEST_ORIGIN, type TestServer } from './test-server.ts'

/** Which requests are answered. */
export interface HandlersOptions {
  /** The origin that your app calls, or its `baseUrl`. Default `http://bahi.test`. */
  readonly origin?: string
}

/**
 * Handlers for msw by which the test server answers everything that is sent to an origin: for code that makes its
 * client itself, out of reach of the test. Your key must be one of the server's. Throws for an origin that no request has.
 *
 * @example
 * setupServer(...handlers(server, { origin: 'https://api.example.com' })).listen()
 */
export function handlers(server: Pick<TestServer, 'fetch'>, options: HandlersOptions = {}) {
  requireKnown('handlers', options, ['origin'])
  if (typeof server?.fetch !== 'function')
    throw new TypeError('handlers takes a test server first: await createTestServer() gives one.')
  const address = addressOf(options.origin ?? TEST_ORIGIN)
  // A lost answer is a broken connection, as it is without msw.
  const answer = (request: Request) => server.fetch(request).catch(() => HttpResponse.error())
  return [http.all(`${address}/*`, ({ request }) => answer(request))]
}

/** As requests have it: what msw does not match goes out to the network, key and all, to the host that the test stands for. */
function addressOf(text: string): string {
  if (/^https?:[^?#@]+$/i.test(text) && URL.canParse(text)) return new URL(text).href.replace(/\/+$/, '')
  throw new TypeError(
    `handlers: "${text}" is no origin, such as https://api.example.com, and no baseUrl on one.`,
  )
}
