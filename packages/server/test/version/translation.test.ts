import { CURRENT_API_VERSION, SUPPORTED_API_VERSIONS } from '@bahi/spec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundRoutes } from '../../src/routes/index.ts'
import { createApiVersions } from '../../src/versions/api-versions.ts'
import type { FieldChange, Shape } from '../../src/versions/field-change.ts'
import { added, renamed, within } from '../../src/versions/field-change.ts'
import { versionChanges } from '../../src/versions/versions.ts'
import { bodies } from '../convention/support/arbitrary.ts'
import type { Specimens } from '../convention/support/specimen.ts'
import { olderVersions } from './support/older.ts'

const none = 'none'
const specimens: Specimens = {
  key: none,
  bil: none,
  ctc: none,
  pay: none,
  inv: none,
  crn: none,
  dlv: none,
  lnk: none,
  whk: none,
  evt: none,
  ent: none,
  itm: none,
  sto: none,
  sent: none,
  sentItem: none,
}

const shapes = (operationId: string): fc.Arbitrary<Shape> => {
  const found = boundRoutes.find(({ route }) => route.operationId === operationId)
  if (found === undefined) throw new Error(`There is no ${operationId}.`)
  return bodies(found.route, specimens).filter(
    (value): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value),
  )
}

const never = (path: readonly string[]) => {
  throw new Error(`${path.join('/')} is not of the older version.`)
}

const backAll = (fields: readonly FieldChange[], value: Shape) =>
  fields.reduceRight((at, change) => change.back(at), value)
const forwardAll = (fields: readonly FieldChange[], value: Shape) =>
  fields.reduce((at, change) => change.forward(at, never), value)

const requestChanges = olderVersions.flatMap(({ version, requests = {} }) =>
  Object.entries(requests).flatMap(([operationId, { body }]) =>
    body === undefined ? [] : [{ version, operationId, body }],
  ),
)

describe('a change', () => {
  test.each(requestChanges)(
    'of $version to $operationId is undone by its other direction',
    ({ operationId, body }) => {
      fc.assert(
        fc.property(shapes(operationId), (current) => {
          const older = backAll(body, current)
          expect(backAll(body, forwardAll(body, older))).toEqual(older)
        }),
      )
    },
  )

  test.each([
    ['/new', ['old']],
    ['/list/3/new', ['list', '3', 'old']],
    ['/other/new', ['other', 'new']],
  ])('tells a path in the older names: %s', (pointer, older) => {
    const path = pointer.split('/').slice(1)
    const fields = [renamed('old', 'new'), added('more'), within('list', renamed('old', 'new'))]
    expect(fields.reduceRight<readonly string[]>((at, change) => change.pathBack(at), path)).toEqual(older)
  })
})

describe('the chain of versions', () => {
  test('of production is what the contract says', () => {
    expect(createApiVersions(CURRENT_API_VERSION, versionChanges).supported).toEqual(SUPPORTED_API_VERSIONS)
  })

  test('must lead to the current version without a gap', () => {
    expect(() => createApiVersions('1.5', olderVersions)).toThrow('1.4 must be followed')
    expect(() => createApiVersions('1.4', olderVersions.toReversed())).toThrow('must be followed')
  })

  test('has nothing to do for a caller of the current version', () => {
    expect(createApiVersions('1.4', olderVersions).translationOf('1.4')).toBeNull()
  })

  test('never makes the snapshot of an event newer than it was written', () => {
    const event = { object: 'event', api_version: '1.2', data: { object: 'contact', tax_number: 'T' } }
    expect(createApiVersions('1.4', olderVersions).translationOf('1.3')?.answer(event)).toBe(event)
  })
})
