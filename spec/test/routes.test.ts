import { describe, expect, test } from 'vitest'
import { openapiDocument } from '../generate/openapi/document.ts'
import { words } from '../generate/words.ts'
import {
  documentedAnswers,
  isList,
  isMutation,
  pathParameters,
  problemCodes,
  problems,
  problemsOf,
  routes,
  scopes,
} from '../src/index.ts'

const document = openapiDocument()

/** DESIGN's table: what a resource's path and ids begin with. */
const table = {
  tenant: ['/tenant', 'tnt'],
  'api-key': ['/api-keys', 'key'],
  contact: ['/contacts', 'ctc'],
  product: ['/products', 'itm'],
  store: ['/stores', 'sto'],
  inventory: ['/inventory', undefined],
  invoice: ['/invoices', 'inv'],
  billable: ['/billables', 'bil'],
  payment: ['/payments', 'pay'],
  'credit-note': ['/credit-notes', 'crn'],
  'payment-link': ['/payment-links', 'lnk'],
  ledger: ['/ledger', 'ent'],
  audit: ['/audit', undefined],
  report: ['/reports', undefined],
  reminder: [undefined, 'rem'],
  event: ['/events', 'evt'],
  'webhook-endpoint': ['/webhooks', 'whk'],
  delivery: ['/deliveries', 'dlv'],
  'test-clock': ['/test', undefined],
}

/** Operations of a resource that begin elsewhere than its own path. */
const elsewhere: Record<string, readonly string[]> = {
  contact: ['/customers'],
  payment: ['/invoices/{id}/payments'],
}

/** Answered where no operation is: a path asked with a method that it does not have. */
const beforeAny = ['malformed_request', 'method_not_allowed', 'request_timeout', 'headers_too_large']

const unique = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length)

describe('routes', () => {
  test('operationIds are unique, and so are methods of a path', () => {
    unique(routes.map(({ operationId }) => operationId))
    unique(routes.map(({ method, path }) => `${method} ${path}`))
  })

  test.each(routes)('$operationId is told and shown', (route) => {
    expect(route.summary).toMatch(/^[A-Z].*[^.]$/)
    expect(route.description).toMatch(/^[A-Z\d].*\.$/s)
    expect(Object.keys(route.answers)).not.toHaveLength(0)
    if (route.body !== undefined) expect(route.bodyExample).toBeDefined()
    expect(scopes).toContain(route.scope)
    expect(route.scope.endsWith(isMutation(route) ? ':write' : ':read')).toBe(true)
  })

  test.each(routes)('$operationId has a kebab-case path with one id at most', ({ path }) => {
    expect(path).toMatch(/^(\/([a-z]+(-[a-z]+)*|\{([a-z]+_)?id\}))+$/)
    expect(path.split('{').length).toBeLessThanOrEqual(2)
  })

  test('paths and ids are those of the design', () => {
    expect(Object.fromEntries(words.map(({ word, path, prefix }) => [word, [path, prefix]]))).toEqual(table)
    for (const { word, tag, path, prefix, exampleId } of words) {
      const own = routes.filter((route) => route.tag === tag)
      expect(own.length > 0, word).toBe(path !== undefined)
      const others = own.filter((route) => route.path !== path && !route.path.startsWith(`${path}/`))
      expect(others.map((route) => route.path)).toEqual(elsewhere[word] ?? [])
      expect(exampleId?.startsWith(`${prefix}_`)).toBe(prefix && true)
    }
    expect(routes.filter((route) => !words.some(({ tag }) => tag === route.tag))).toEqual([])
  })

  test('every list takes limit and cursor and answers a page', () => {
    for (const route of routes.filter(isList)) {
      expect(Object.keys(route.query?.shape ?? {})).toEqual(expect.arrayContaining(['limit', 'cursor']))
      expect(route.answers[200]?.example).toMatchObject({ has_more: false, next_cursor: null })
    }
  })

  test('publishable keys read, and only what the answer has', () => {
    for (const route of routes.filter(({ publishable }) => publishable !== undefined)) {
      expect(route.method).toBe('get')
      const shown = JSON.stringify(route.answers[200]?.example)
      for (const member of route.publishable ?? []) expect(shown).toContain(`"${member}":`)
    }
  })

  test('test helpers are for test keys alone', () => {
    const helpers = routes.filter(({ path }) => path.startsWith('/test/'))
    expect(routes.filter(({ testOnly }) => testOnly === true)).toEqual(helpers)
    for (const { path, method } of helpers)
      expect(document.paths[path]?.[method]).toHaveProperty('x-test-only', true)
  })

  test('only answers that say so hold a secret', () => {
    for (const route of routes) {
      for (const { example, secret } of Object.values(route.answers)) {
        expect(/"secret":"/.test(JSON.stringify(example ?? null))).toBe(secret === true)
      }
    }
  })
})

describe('problems', () => {
  test('every code is answered by an operation, or before it comes to one', () => {
    const used = new Set<string>(routes.flatMap(problemsOf))
    expect(problemCodes.filter((code) => !used.has(code))).toEqual(beforeAny)
  })

  test('a code says what is wrong and what to do', () => {
    for (const { title, detail, status } of Object.values(problems)) {
      expect(title).toMatch(/^[A-Z].*[^.]$/)
      expect(detail).toMatch(/^[A-Z].*\.$/)
      expect(status).toBeGreaterThanOrEqual(400)
    }
  })

  test('server faults, limits, a slow request, and a key or clock in use are worth another try, other refusals are not', () => {
    const retryable = problemCodes.filter((code) => problems[code].retryable)
    expect(retryable).toEqual([
      'request_timeout',
      'idempotency_key_in_use',
      'clock_busy',
      'rate_limited',
      'internal_error',
      'unavailable',
    ])
  })

  test('answers are listed once each', () => {
    for (const route of routes) {
      unique(documentedAnswers(route).map(({ status, code }) => `${status} ${code}`))
      if (pathParameters(route).length > 0) expect(problemsOf(route)).toContain('not_found')
    }
  })
})
