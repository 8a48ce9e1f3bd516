import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { documentedAnswers, mounts, Problem, type RouteDefinition, routes } from '@bahi/spec'
import { expect } from 'vitest'
import { toSnake } from '../../src/kit/inflection.ts'

/** What the server answered, as a test sees it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // tests read members of many shapes; the contract check below has validated them
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any
}

const everywhere = ['method_not_allowed']

/** Holds an answer to the contract: its status and code are documented, and its body is what the schema says. */
export function checkContract(method: string, url: string, publishable: boolean, answer: Answer): void {
  const route = routeOf(method, new URL(url).pathname)
  if (method === 'HEAD') expect(answer.text).toBe('')
  else if (answer.status >= 400) checkProblem(route, answer)
  else if (route !== undefined) checkSuccess(route, publishable, answer)
}

function checkProblem(route: RouteDefinition | undefined, { status, body, headers }: Answer): void {
  expect(headers.get('content-type')).toBe('application/problem+json')
  const problem = Problem.parse(toSnake(body))
  expect(problem.status).toBe(status)
  if (route === undefined || everywhere.includes(problem.code)) return
  const documented = documentedAnswers(route).map((entry) => `${entry.status} ${entry.code ?? ''}`)
  expect(documented, `${route.operationId} documents this answer`).toContain(`${status} ${problem.code}`)
  record({ operationId: route.operationId, status, code: problem.code })
}

function checkSuccess(route: RouteDefinition, publishable: boolean, { status, body }: Answer): void {
  const documented = route.answers[status]
  expect(documented, `${route.operationId} documents status ${status}`).toBeDefined()
  if (documented?.schema === undefined) expect(body).toBeNull()
  else if (!publishable) documented.schema.parse(toSnake(body))
  record({ operationId: route.operationId, status })
}

const seen = new Set<string>()

/** Leaves word for the coverage check, which wants every documented answer to have been given once. */
function record(fact: { operationId: string; status: number; code?: string }): void {
  const folder = process.env.BAHI_COVERAGE_DIR
  const line = JSON.stringify(fact)
  if (folder === undefined || seen.has(line)) return
  seen.add(line)
  mkdirSync(folder, { recursive: true })
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${line}\n`)
}

function routeOf(method: string, pathname: string): RouteDefinition | undefined {
  const mount = [...mounts]
    .sort((a, b) => b.length - a.length)
    .find((prefix) => pathname.startsWith(`${prefix}/`))
  const path = pathname.slice(mount?.length ?? 0)
  return routes.find((route) => route.method === method.toLowerCase() && pattern(route.path).test(path))
}

const pattern = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
