import type { RouteDefinition } from '../../src/index.ts'
import { type Document, isJson, nameOfRef, type Schema } from '../openapi/shape.ts'
import { routesOf } from '../order.ts'
import { spoken, type Word } from '../words.ts'
import { fieldTable, innerNames, innerObjects } from './fields.ts'
import { anchor, code, GENERATED, page } from './markdown.ts'
import { bodySchema, operationSection, Shown } from './operation.ts'
import { statesSection } from './states.ts'

interface Told {
  readonly word: Word
  readonly document: Document
}

/** docs/resources/<word>.md: its members, then its operations. */
export function resourcePage(word: Word, document: Document): string {
  const own = routesOf(word)
  const publishable = own.find((route) => route.publishable !== undefined)?.publishable
  const schema = memberSchema(word, document)
  const fields = { document, ...(publishable && { publishable }) }
  const bodies = bodyObjects(own, document)
  const answers = answerObjects(own, { word, document })
  const shown = new Shown()
  const contents = own.map(({ summary }) => `- [${summary}](#${anchor(summary)})`).join('\n')
  return page(
    GENERATED,
    `# ${title(word)}`,
    word.about,
    word.prefix && `${idsOf(word)} begin with ${code(`${word.prefix}_`)}.`,
    contents,
    `## The ${spoken(word)}`,
    fieldTable(schema, fields),
    word.word === 'event'
      ? 'What `data` holds depends on `type`: see [the events](../events.md).'
      : undefined,
    word.word === 'event' ? undefined : innerObjects([schema], { document, body: false }),
    word.word === 'invoice' ? statesSection() : undefined,
    ...own.map((route) => operationSection(route, { document, shown }).trimEnd()),
    bodies === '' ? undefined : page('## Inside the bodies', bodies).trimEnd(),
    answers === '' ? undefined : page('## Inside the answers', answers).trimEnd(),
  )
}

const idsOf = ({ one }: Word) => (one === undefined ? 'Its ids' : `Ids of a ${one.replace('-', ' ')}`)

/** What bodies lead to and answers don't. */
function bodyObjects(own: readonly RouteDefinition[], document: Document): string {
  const schemas = own.map((route) => bodySchema(route, document)).filter((schema) => schema !== undefined)
  return innerObjects(schemas, { document, body: true })
}

/** Answers that are neither the resource nor a list of it. */
function answerObjects(own: readonly RouteDefinition[], { word, document }: Told): string {
  const { schemas } = document.components
  const told = [word.schema, ...innerNames(schemas[word.schema] ?? {}, document)]
  const lists = Object.keys(schemas).filter((name) => schemas[name]?.properties?.next_cursor !== undefined)
  const oneOf = own.flatMap((route) => answerSchemas(route, document))
  return innerObjects([{ oneOf }], { document, body: false, told: [...told, ...lists] })
}

function answerSchemas({ path, method }: RouteDefinition, { paths }: Document): Schema[] {
  const contents = Object.values(paths[path]?.[method]?.responses ?? {}).map(
    (answer) => isJson(answer) && isJson(answer.content) && answer.content['application/json'],
  )
  return contents.flatMap((content) => (isJson(content) && isJson(content.schema) ? [content.schema] : []))
}

const title = ({ one: _, ...word }: Word) => {
  const text = spoken(word)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A union, such as Event, is shown by what its members share. */
function memberSchema({ schema }: Word, { components: { schemas } }: Document): Schema {
  const found = schemas[schema]
  const first = found?.oneOf?.[0]?.$ref
  const shown = first === undefined ? found : schemas[nameOfRef(first)]
  if (shown === undefined) throw new Error(`The contract has no schema ${schema}`)
  if (first === undefined) return shown
  const anything = { type: { type: 'string' }, data: { type: 'object' } }
  return { ...shown, properties: { ...shown.properties, ...anything } }
}
