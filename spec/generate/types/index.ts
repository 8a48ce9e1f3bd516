import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { Document } from '../openapi/shape.ts'
import { compact, tabbed } from './compact.ts'
import { lean } from './lean.ts'
import { opened } from './open.ts'
import { unknownTypes } from './unknown.ts'

const FIRST_LINE = '// Generated from spec/src by `npm run generate`: change the contract, not this file.'

const ABOUT = {
  paths: "The API's paths, and the operation behind each method.",
  webhooks: 'The events that are sent, by type.',
  components: 'The schemas of the contract: what `Invoice` of `@bahi/billing` and its like are names for.',
  operations: 'What each operation takes and answers, by its name in the contract.',
}

/** The client's types: `paths`, `components`, `operations`, `webhooks`. */
export async function clientTypes(document: Document): Promise<string> {
  // Our document type names fewer members than openapi-typescript's; both describe the same OpenAPI 3.1 data.
  const source = lean(document) as unknown as OpenAPI3
  const nodes = await openapiTS(source, {
    silent: true,
    defaultNonNullable: false,
    postTransform: (type, { path }) => opened(type, path),
  })
  return `${FIRST_LINE}\n\n${tabbed(`${unknownTypes}\n${described(astToString(compact(nodes)))}`)}`
}

const described = (source: string): string =>
  Object.entries(ABOUT).reduce(
    (text, [name, about]) => text.replace(`export interface ${name} {`, `/** ${about} */\n$&`),
    source,
  )
