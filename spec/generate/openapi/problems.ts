import {
  type ProblemCode,
  problemCodes,
  problemExample,
  problems,
  problemsOf,
  type RouteDefinition,
} from '../../src/index.ts'
import { problemHeaders } from './headers.ts'
import type { Json, Reference } from './shape.ts'

const statusNames: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Unprocessable',
  429: 'RateLimited',
  500: 'InternalError',
  503: 'Unavailable',
}

export interface ProblemResponses {
  /** `components.responses`: one for each set of codes that some operation answers with one status. */
  readonly components: Record<string, Json>
  readonly refsOf: (route: RouteDefinition) => Record<string, Reference>
}

/** The problem answers of all operations, identical ones shared. */
export function problemResponses(routes: readonly RouteDefinition[]): ProblemResponses {
  const sets = routes.flatMap((route) => [...codesByStatus(route)])
  const common = new Map<number, readonly ProblemCode[]>()
  for (const [status, codes] of sets) {
    common.set(
      status,
      (common.get(status) ?? codes).filter((code) => codes.includes(code)),
    )
  }
  const nameOf = (status: number, codes: readonly ProblemCode[]) =>
    [statusName(status), ...codes.filter((code) => !common.get(status)?.includes(code)).map(pascal)].join('')
  const components = sets.map(([status, codes]): [string, Json] => [
    nameOf(status, codes),
    response(status, codes),
  ])
  return {
    components: Object.fromEntries(components.sort(([a], [b]) => (a < b ? -1 : 1))),
    refsOf: (route) =>
      Object.fromEntries(
        [...codesByStatus(route)].map(([status, codes]) => [
          String(status),
          { $ref: `#/components/responses/${nameOf(status, codes)}` },
        ]),
      ),
  }
}

function statusName(status: number): string {
  const name = statusNames[status]
  if (name === undefined) throw new Error(`Give status ${status} a name in statusNames`)
  return name
}

const pascal = (code: string): string =>
  code
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** In the order of the problem table, so that two operations with the same codes share an answer. */
function codesByStatus(route: RouteDefinition): Map<number, ProblemCode[]> {
  const own = new Set(problemsOf(route))
  const inOrder = problemCodes.filter((code) => own.has(code))
  return Map.groupBy(inOrder, (code) => problems[code].status)
}

function response(status: number, codes: readonly ProblemCode[]): Json {
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' '),
    headers: problemHeaders(status),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { type: 'object', properties: { code: { type: 'string', enum: [...codes] } } },
          ],
        },
        examples: Object.fromEntries(
          codes.map((code) => [code, { $ref: `#/components/examples/${pascal(code)}` }]),
        ),
      },
    },
  }
}

/** `components.examples`: one for each code that some operation answers. */
export function problemExamples(routes: readonly RouteDefinition[]): Record<string, Json> {
  const used = new Set(routes.flatMap(problemsOf))
  const codes = problemCodes.filter((code) => used.has(code))
  return Object.fromEntries(
    codes.map((code) => [pascal(code), { summary: problems[code].title, value: problemExample(code) }]),
  )
}
