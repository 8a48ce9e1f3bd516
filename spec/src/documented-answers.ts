import { problems } from './problem.ts'
import { type DocumentedAnswer, problemsOf, type RouteDefinition } from './route.ts'

/** Each (status, code) that the contract promises of an operation: tests must produce them all and nothing else. */
export function documentedAnswers(route: RouteDefinition): DocumentedAnswer[] {
  const successes = Object.keys(route.answers).map((status) => ({ status: Number(status) }))
  const refusals = problemsOf(route).map((code) => ({ status: problems[code].status, code }))
  return [...successes, ...refusals]
}
