import type { OpenAPIHono } from '@hono/zod-openapi'

/** The parts of an OpenAPI 3.1 document that the generators read; everything else passes through untouched. */
export interface Document {
  openapi: string
  info: Json
  servers: Json[]
  security: Json[]
  tags: Json[]
  paths: Record<string, Record<string, Operation>>
  webhooks: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, Json>> & { schemas: Record<string, Schema> }
}

export type Json = Record<string, unknown>

export interface Operation extends Json {
  requestBody?: unknown
  responses: Record<string, unknown>
  parameters?: Json[] | undefined
}

export interface Schema extends Json {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  additionalProperties?: boolean | Schema
}

/** What the registry takes for one operation. */
export type RouteConfig = Parameters<OpenAPIHono['openAPIRegistry']['registerPath']>[0]

export interface Reference {
  readonly $ref: string
}

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The name at the end of `#/components/schemas/Name`. */
export const nameOfRef = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1)
