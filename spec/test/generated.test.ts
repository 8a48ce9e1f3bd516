import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { differing } from '../generate/files.ts'
import { openapiDocument } from '../generate/openapi/document.ts'
import { isJson, nameOfRef } from '../generate/openapi/shape.ts'
import { outputs } from '../generate/outputs.ts'
import { words } from '../generate/words.ts'
import { eventTypes, problemCodes, routes } from '../src/index.ts'

// What the packages may add to a user's program; other declarations need room too.
const MAX_TYPE_LINES = 6_000

const document = openapiDocument()
const files = await outputs()

test('what is checked in is what the contract writes', () => {
  expect(differing(files)).toEqual([])
})

test('the same contract writes the same bytes', async () => {
  expect(await outputs()).toEqual(files)
})

test('generated files say so on line one', () => {
  for (const [path, content] of Object.entries(files)) {
    expect(content.slice(0, content.indexOf('\n')), path).toMatch(/Generated from spec\/src/)
  }
})

test('every route and every event is in the document', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  const ids = operations.map(({ operationId }) => operationId)
  expect(ids.toSorted()).toEqual(routes.map(({ operationId }) => operationId).toSorted())
  expect(Object.keys(document.webhooks)).toEqual([...eventTypes])
})

test('no named schema is itself nullable: null stands where it is used', () => {
  const nullable = Object.entries(document.components.schemas).filter(([, { type }]) =>
    [type].flat().includes('null'),
  )
  expect(nullable.map(([name]) => name)).toEqual([])
})

test('requests refuse unknown members and answers may gain some', () => {
  for (const { requestBody } of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    for (const name of refsIn(requestBody))
      expect(document.components.schemas[name]?.additionalProperties, name).toBe(false)
  }
  for (const { schema } of words) {
    expect(document.components.schemas[schema]?.additionalProperties, schema).toBeUndefined()
  }
})

test('the types stay small', () => {
  const lines = files['packages/core/src/generated/openapi.ts']?.split('\n').length
  expect(lines).toBeLessThan(MAX_TYPE_LINES)
})

test('every code has its section in docs/errors.md', () => {
  for (const code of problemCodes) expect(files['docs/errors.md']).toContain(`\n## ${code}\n`)
})

test('links between the pages lead somewhere', () => {
  const pages = Object.entries(files).filter(([path]) => path.endsWith('.md'))
  for (const [path, content] of pages) {
    for (const [, target = ''] of content.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [file = '', hash] = target.split('#')
      const page = file === '' ? content : pageAt(join(path, '..', file))
      expect(page, `${path} -> ${target}`).not.toBe('')
      if (hash !== undefined) expect(anchors(page), `${path} -> ${target}`).toContain(hash)
    }
  }
})

test('redocly has no ignore file', () => {
  expect(() => readFileSync(join(import.meta.dirname, '../../.redocly.lint-ignore.yaml'))).toThrow('ENOENT')
})

/** A page that is generated, or one written by hand beside them. */
function pageAt(path: string): string {
  const written = join(import.meta.dirname, '../..', path)
  return files[path] ?? (existsSync(written) ? readFileSync(written, 'utf8') : '')
}

const anchors = (content: string) =>
  [...content.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (!isJson(value)) return []
  const own =
    typeof value.$ref === 'string' && value.$ref.includes('/schemas/') ? [nameOfRef(value.$ref)] : []
  return [...own, ...Object.values(value).flatMap(refsIn)]
}
