import { isMutation, type RouteDefinition } from '../../src/index.ts'
import { idWordOf, wordOfPath } from '../words.ts'

const IDEMPOTENCY_KEY = '9f2c8a41-4d1a-4b7e-9c55-1f0a2b3ce7b3'

/** The request as a shell line; `$BAHI_BASE_URL` is a server with its mount, such as http://127.0.0.1:4010/v1. */
export function curl(route: RouteDefinition): string {
  const word = wordOfPath(route.path)
  const id = (word && idWordOf(word).exampleId) ?? ''
  const url = `"$BAHI_BASE_URL${route.path.replace(/\{\w+\}/, id)}"`
  const method = route.method === 'get' ? '' : `-X ${route.method.toUpperCase()} `
  const parts = [
    `curl ${method}${url}`,
    '-H "Authorization: Bearer $BAHI_API_KEY"',
    ...(isMutation(route) ? [`-H "Idempotency-Key: ${IDEMPOTENCY_KEY}"`] : []),
    ...(route.bodyExample === undefined
      ? []
      : ['-H "Content-Type: application/json"', `-d ${quoted(JSON.stringify(route.bodyExample))}`]),
  ]
  return parts.join(' \\\n  ')
}

/** POSIX single quotes: an apostrophe ends the text, stands escaped and begins it again. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
