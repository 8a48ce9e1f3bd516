import { type Answer, isMutation, type RouteDefinition } from '../../src/index.ts'
import { answerHeaders } from './headers.ts'
import { parameterRefs } from './parameters.ts'
import type { ProblemResponses } from './problems.ts'
import type { RouteConfig } from './shape.ts'

/** One route as the registry takes it. */
export function operation(route: RouteDefinition, problems: ProblemResponses): RouteConfig {
  return {
    method: route.method,
    path: route.path,
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: description(route),
    'x-scope': route.scope,
    ...(route.testOnly === true && { 'x-test-only': true }),
    ...(route.publishable === undefined ? {} : { 'x-publishable': [...route.publishable] }),
    parameters: parameterRefs(route),
    request: request(route),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [status, success(route, answer)]),
      ),
      ...problems.refsOf(route),
    },
  }
}

function description({ description: text, scope, publishable }: RouteDefinition): string {
  const keys =
    publishable === undefined
      ? `Needs the scope \`${scope}\`.`
      : `Needs the scope \`${scope}\`, or a publishable key, which sees only ${publishable.map((name) => `\`${name}\``).join(', ')}.`
  return `${text}\n\n${keys}`
}

function request(route: RouteDefinition) {
  const body = route.body && {
    required: !mayLeaveOut(route),
    content: { 'application/json': { schema: route.body, example: route.bodyExample } },
  }
  return { ...(route.query && { query: route.query }), ...(body && { body }) }
}

/** An empty body is read as `{}`, which an act may take for all its defaults. A create or update without a body is a slip. */
const mayLeaveOut = ({ path, body }: RouteDefinition) =>
  path.includes('}/') && body?.safeParse({}).success === true

function success(route: RouteDefinition, answer: Answer) {
  const headers = answerHeaders(isMutation(route))
  if (answer.schema === undefined) return { description: answer.description, headers }
  const content = { 'application/json': { schema: answer.schema, example: answer.example } }
  return { description: answer.description, headers, content }
}
