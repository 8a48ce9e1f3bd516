import { type Document, isJson } from '../openapi/shape.ts'

/** Every name that is `x-sensitive` somewhere, be it on the member or on the schema that it refers to. */
export function sensitiveNames(document: Document): string[] {
  const names = new Set<string>()
  const visit = (node: unknown): void => {
    if (isJson(node) && isJson(node.properties)) {
      for (const [name, schema] of Object.entries(node.properties))
        if (isSensitive(schema, document)) names.add(name)
    }
    if (typeof node === 'object' && node !== null) Object.values(node).forEach(visit)
  }
  visit(document.components.schemas)
  return [...names].sort()
}

function isSensitive(schema: unknown, document: Document): boolean {
  if (!isJson(schema)) return false
  if (schema['x-sensitive'] === true) return true
  const variants = [schema.anyOf, schema.oneOf, schema.allOf].flat()
  if (variants.some((variant) => isSensitive(variant, document))) return true
  if (typeof schema.$ref !== 'string') return false
  return (
    document.components.schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)]?.['x-sensitive'] === true
  )
}
