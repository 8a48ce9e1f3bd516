import { HttpResponse, http } from 'msw'
import { TEST_ORIGIN, type TestServer } from './test-server.ts'

/** Which requests are answered. */
export interface HandlersOptions {
  /** The origin that your app calls, or its `baseUrl`. Default `http://bahi.test`. */
  readonly origin?: string
}

/**
 * Handlers for msw by which the test server answers everything that is sent to an origin: for code that makes its
 * client itself, out of reach of the test. Your key must be one of the server's.
 *
 * @example
 * setupServer(...handlers(server, { origin: 'https://api.example.com' })).listen()
 */
export function handlers(server: Pick<TestServer, 'fetch'>, { origin = TEST_ORIGIN }: HandlersOptions = {}) {
  // A lost answer is a broken connection, as it is without msw.
  const answer = (request: Request) => server.fetch(request).catch(() => HttpResponse.error())
  return [http.all(`${addressOf(origin)}/*`, ({ request }) => answer(request))]
}

/** As requests have it. An address that matches none would let them pass, key and all, to the host that the test stands for. */
function addressOf(origin: string): string {
  if (!/^https?:/i.test(origin) || !URL.canParse(origin))
    throw new TypeError(`handlers: "${origin}" is no origin, such as https://api.example.com`)
  return new URL(origin).href.replace(/\/+$/, '')
}
