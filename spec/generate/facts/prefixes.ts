import type { Document, Schema } from '../openapi/shape.ts'

/** Prefix of an id -> what it is of, as its `object` says, or by its schema's name where it has none: `inv` -> `invoice`. */
export function prefixes({ components }: Document): Record<string, string> {
  const pairs = Object.entries(components.schemas).flatMap(([name, { properties = {} }]) => {
    const prefix = prefixOf(properties.id)
    return prefix === undefined
      ? []
      : [[prefix, String(properties.object?.enum?.[0] ?? snake(name))] as const]
  })
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const prefixOf = (id: Schema | undefined): string | undefined =>
  typeof id?.example === 'string' ? /^([a-z]+)_[0-9A-Z]{26}$/.exec(id.example)?.[1] : undefined

const snake = (name: string) => name.replace(/\B[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
