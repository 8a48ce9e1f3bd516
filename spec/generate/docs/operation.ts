import {
  type Answer,
  isMutation,
  type ProblemCode,
  problemCodes,
  problems,
  problemsOf,
  type RouteDefinition,
  routes,
} from '../../src/index.ts'
import { type Document, isJson, type Json, nameOfRef, type Schema } from '../openapi/shape.ts'
import { curl } from './curl.ts'
import { bodyTable, parameterNotes } from './fields.ts'
import { code, fence, json, page, table } from './markdown.ts'

interface Page {
  readonly document: Document
  readonly shown: Shown
}

/** The examples that a page has shown: each is shown once. */
export class Shown {
  readonly #texts = new Set<string>()

  /** True the first time that it is asked about a value. */
  first(value: unknown): boolean {
    const text = JSON.stringify(value)
    const isFirst = !this.#texts.has(text)
    this.#texts.add(text)
    return isFirst
  }
}

/** How one operation is called, what it answers and how it refuses. */
export function operationSection(route: RouteDefinition, { document, shown }: Page): string {
  const body = bodySchema(route, document)
  return page(
    `## ${route.summary}`,
    `${code(`${route.method.toUpperCase()} ${route.path}`)} · scope ${code(route.scope)}${
      route.publishable === undefined ? '' : ' or a publishable key'
    }${route.testOnly === true ? ' · test keys only' : ''} · operation ${code(route.operationId)}`,
    route.description,
    fence('sh', curl(route)),
    queryTable(route, document),
    body && page(bodyHead(body), bodyTable(body, { document })).trimEnd(),
    ...Object.entries(route.answers).map(([status, answer]) => answerPart(status, answer, shown)),
    `Refusals: ${refusals(route)}.`,
  )
}

/** With the rules that join several members. */
const bodyHead = ({ description }: Schema) => (description === undefined ? 'Body:' : `Body. ${description}`)

export function bodySchema(route: RouteDefinition, { paths, components }: Document): Schema | undefined {
  const body = paths[route.path]?.[route.method]?.requestBody
  const content = isJson(body) && isJson(body.content) ? body.content['application/json'] : undefined
  const schema = isJson(content) && isJson(content.schema) ? content.schema : undefined
  return typeof schema?.$ref === 'string' ? components.schemas[nameOfRef(schema.$ref)] : schema
}

function queryTable(route: RouteDefinition, document: Document): string | undefined {
  const { paths, components } = document
  const parameters = (paths[route.path]?.[route.method]?.parameters ?? []).map(
    (parameter): Json =>
      typeof parameter.$ref === 'string'
        ? (components.parameters?.[nameOfRef(parameter.$ref)] ?? {})
        : parameter,
  )
  const rows = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, description = '', schema }) => [
      code(String(name)),
      [description, parameterNotes(isJson(schema) ? schema : {}, document), defaultOf(schema)]
        .filter((part) => part !== '')
        .join(' '),
    ])
  return rows.length === 0 ? undefined : table(['query', 'notes'], rows)
}

const defaultOf = (schema: unknown) =>
  isJson(schema) && schema.default !== undefined
    ? `${schema.minimum} to ${schema.maximum}; ${schema.default} if left out.`
    : ''

function answerPart(status: string, { description, example }: Answer, shown: Shown): string {
  const head = `**${status}** ${description}`
  if (example === undefined || !shown.first(example)) return head
  return page(head, json(shortened(example, shown))).trimEnd()
}

/** A list whose row stands on the page already is shown without it. */
function shortened(example: unknown, shown: Shown): unknown {
  if (!isJson(example) || !Array.isArray(example.data)) return example
  return { ...example, data: example.data.map((row) => (shown.first(row) ? row : '…')) }
}

/** Its own refusals by name, those that all such operations share by a link. */
function refusals(route: RouteDefinition): string {
  const shared = sharedProblems(isMutation(route))
  const own = problemsOf(route).filter((name) => !shared.includes(name))
  const links = problemCodes
    .filter((name) => own.includes(name))
    .map((name) => `${problems[name].status} [${code(name)}](../errors.md#${name})`)
  return [...links, 'those of [every operation](../errors.md#every-operation)'].join(', ')
}

/** The codes of every read, or of every mutation. */
export function sharedProblems(mutation: boolean): ProblemCode[] {
  const sets = routes.filter((route) => isMutation(route) === mutation).map(problemsOf)
  return problemCodes.filter((name) => sets.every((set) => set.includes(name)))
}
