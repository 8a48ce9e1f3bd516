import { readFileSync } from 'node:fs'
import type { ApiClient } from '@bahi/core'
import { expect, test } from 'vitest'
import { Billing } from '../src/index.ts'

/** `POST /invoices/{id}/send`, for each operation of the contract. */
const documented = operationsOf(readFileSync(new URL('../../../spec/openapi.yaml', import.meta.url), 'utf8'))

test('every operation of the contract is reached by exactly one method', () => {
  const called = methodsOf(Billing)
  expect(documented.length).toBeGreaterThan(50)
  expect([...called.values()].sort()).toEqual([...documented].sort())
})

/** The methods of all resources, and what each one calls. */
function methodsOf(type: typeof Billing): Map<string, string> {
  const called = new Map<string, string>()
  let calling = ''
  const record = (method: string, path: string) => called.set(calling, `${method.toUpperCase()} ${path}`)
  const client = {
    request: (method: string, path: string) => record(method, path),
    list: (path: string) => record('get', path),
  } as unknown as ApiClient // resources use no more of it
  const visit = (name: string, resource: object) => {
    for (const method of methodNames(resource)) {
      calling = `${name}.${method}`
      const run: unknown = Reflect.get(resource, method)
      if (typeof run === 'function') run.apply(resource, ['id', {}, {}])
    }
    for (const [inner, value] of Object.entries(resource)) visit(`${name}.${inner}`, value)
  }
  const billing = new type()
  for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(type.prototype))) {
    if (get === undefined || name === 'client') continue
    const resource = Object.getPrototypeOf(get.call(billing)).constructor
    visit(name, new resource(client))
  }
  return called
}

const methodNames = (resource: object) =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(resource)).filter((name) => name !== 'constructor')

/** Reads the paths of the generated document, which is indented by two spaces a level. */
function operationsOf(yaml: string): string[] {
  const paths = yaml.slice(yaml.indexOf('\npaths:\n'), yaml.indexOf('\nwebhooks:\n'))
  let path = ''
  return [...paths.matchAll(/^(?: {2}(\/.*?)| {4}(get|post|put|patch|delete)):$/gm)].flatMap(
    ([, at, method]) => {
      path = at ?? path
      return method === undefined ? [] : [`${method.toUpperCase()} ${path}`]
    },
  )
}
