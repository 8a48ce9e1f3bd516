import { eventExample, events, eventTypes } from '../../src/index.ts'
import { parameterComponents, signatureNames } from '../openapi/parameters.ts'
import { words } from '../words.ts'
import { anchor, code, GENERATED, json, page, table } from './markdown.ts'

/** docs/events.md: when each event fires and what it carries. */
export function eventsPage(): string {
  return page(
    GENERATED,
    '# Events',
    'An event says what happened, with a snapshot of the resource in `data`. It commits together with its cause, is listed by `GET /events` and posted to the [webhook endpoints](resources/webhook-endpoint.md) that asked for its type. `sequence` counts up in each environment without a gap: order by it. Names are snake_case under every address; phones are masked. New types may appear: let unknown ones pass.',
    table(
      ['type', 'when', 'data'],
      eventTypes.map((type) => [`[${code(type)}](#${anchor(type)})`, events[type].when, dataLink(type)]),
    ),
    '## Headers of a delivery',
    'A delivery is a POST of the event as JSON, at least once. Any 2xx is success. Verify the signature over the raw body before you read it.',
    table(['header', 'notes'], signatureRows()),
    ...eventTypes.map((type) =>
      page(
        `## ${type}`,
        events[type].when,
        `\`data\`: ${dataLink(type)}.`,
        json(eventExample(type)),
      ).trimEnd(),
    ),
  )
}

function dataLink(type: (typeof eventTypes)[number]): string {
  const data: unknown = events[type].dataExample
  const object = typeof data === 'object' && data !== null && 'object' in data ? String(data.object) : ''
  const found = words.find(({ word, one = word }) => one === object.replaceAll('_', '-'))
  if (found === undefined) throw new Error(`The data of ${type} is no resource: ${object}`)
  return `[${code(object)}](resources/${found.word}.md)`
}

function signatureRows(): string[][] {
  const parameters = parameterComponents([])
  return signatureNames.map((name) => [
    code(String(parameters[name]?.name)),
    String(parameters[name]?.description),
  ])
}
