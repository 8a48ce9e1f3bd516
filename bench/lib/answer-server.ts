import { createServer } from 'node:http'

// A process of its own that answers at once, so that a client's process is measured alone. Lists have 100 rows a page.
const customer = {
  id: 'cus_1',
  object: 'customer',
  name: 'Rahul K.',
  email: 'rahul@example.com',
  metadata: {},
}
const PAGE = 100
const ROWS = 10_000
/** What a server and a network take to answer with a page. */
const PAGE_MS = 4

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://127.0.0.1')
  const body = url.pathname.endsWith('/list') || url.searchParams.has('limit') ? page(url) : customer
  request.resume()
  const send = () => {
    response.writeHead(200, { 'content-type': 'application/json', 'request-id': 'req_1' })
    response.end(JSON.stringify(body))
  }
  if (body === customer) send()
  else setTimeout(send, PAGE_MS)
})
server.keepAliveTimeout = 60_000

function page(url: URL) {
  const after = url.searchParams.get('cursor') ?? url.searchParams.get('starting_after')
  const first = after === null ? 0 : Number(after.replace(/\D/g, '')) + 1
  const data = Array.from({ length: PAGE }, (_, index) => ({ ...customer, id: `cus_${first + index}` }))
  const more = first + PAGE < ROWS
  return {
    object: 'list',
    url: '/v1/customers',
    data,
    has_more: more,
    next_cursor: more ? data.at(-1)?.id : null,
  }
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') console.log(address?.port)
})
