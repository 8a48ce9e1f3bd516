import { once } from 'node:events'
import { createServer } from 'node:http'

/** A port that keeps what it was asked and answers each request with the same contact. */
export async function listener() {
  const requests = []
  const server = createServer((request, response) => {
    requests.push({ method: request.method, url: request.url, headers: request.headers })
    request.resume()
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ id: 'ctc_1', object: 'contact', name: 'Rahul K.' }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { requests, baseUrl: `http://127.0.0.1:${server.address().port}/v1`, close }
}
