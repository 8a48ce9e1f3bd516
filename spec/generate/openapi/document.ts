import { OpenAPIHono } from '@hono/zod-openapi'
import { Address, AddressInput, FieldProblem, Problem, SalePayment } from '../../src/index.ts'
import { orderedRoutes as routes } from '../order.ts'
import { headerComponents } from './headers.ts'
import { info, securitySchemes, servers, tags } from './info.ts'
import { operation } from './operation.ts'
import { parameterComponents } from './parameters.ts'
import { problemExamples, problemResponses } from './problems.ts'
import type { Document, Json } from './shape.ts'
import { tidy } from './tidy.ts'
import { webhooks } from './webhooks.ts'

/** The contract as an OpenAPI 3.1 document. */
export function openapiDocument(): Document {
  const app = new OpenAPIHono()
  const registry = app.openAPIRegistry
  // A schema that is first met inside `.nullable()` would itself become nullable.
  for (const [name, schema] of Object.entries({ Address, AddressInput, FieldProblem, Problem, SalePayment }))
    registry.register(name, schema)
  const problems = problemResponses(routes)
  for (const route of routes) registry.registerPath(operation(route, problems))
  for (const webhook of webhooks) registry.registerWebhook(webhook)
  const written = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info,
    servers,
    tags,
    security: [{ bearer: [] }],
  })
  // Plain data from here on: the registry wrote it, and it has all the parts that it was given.
  const document = JSON.parse(JSON.stringify(written)) as Document
  return sorted(tidy(withComponents(document, problems.components)))
}

function withComponents(document: Document, responses: Record<string, Json>): Document {
  const { openapi, info, servers, security, tags, paths, webhooks, components } = document
  const parts = {
    securitySchemes,
    parameters: parameterComponents(routes),
    headers: headerComponents,
    responses,
    examples: problemExamples(routes),
    schemas: components.schemas,
  }
  return { openapi, info, servers, security, tags, paths, webhooks, components: parts }
}

/** Components by name, so that a new one moves no other. */
function sorted(document: Document): Document {
  const { schemas, ...others } = document.components
  const byName = <T>(part: Record<string, T>) =>
    Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  const components = Object.fromEntries(Object.entries(others).map(([name, part]) => [name, byName(part)]))
  return { ...document, components: Object.assign(components, { schemas: byName(schemas) }) }
}
