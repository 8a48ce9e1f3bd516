import { HttpResponse, http } from 'msw'
import { TEST_ORIGIN, type TestServer } from './test-server.ts'

/** Which requests are answered. */
export interface HandlersOptions {
  /** The origin that your app calls. Default `http://bahi.test`. */
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
  return [http.all(`${origin}/*`, ({ request }) => answer(request))]
}
