import { errorsPage } from './docs/errors.ts'
import { eventsPage } from './docs/events.ts'
import { resourcePage } from './docs/resource.ts'
import { facts } from './facts/index.ts'
import type { Files } from './files.ts'
import { fixtureExamples } from './fixtures/fixtures.ts'
import { openapiDocument } from './openapi/document.ts'
import { toYaml } from './openapi/yaml.ts'
import { clientTypes } from './types/index.ts'
import { words } from './words.ts'

/** Everything that the contract writes. */
export async function outputs(): Promise<Files> {
  const document = openapiDocument()
  return {
    'spec/openapi.yaml': toYaml(document),
    'docs/errors.md': errorsPage(),
    'docs/events.md': eventsPage(),
    ...Object.fromEntries(
      words.map((word) => [`docs/resources/${word.word}.md`, resourcePage(word, document)]),
    ),
    'packages/core/src/generated/openapi.ts': await clientTypes(document),
    'packages/testing/src/generated/examples.ts': fixtureExamples(document),
    ...Object.fromEntries(
      Object.entries(facts(document)).map(([name, text]) => [`packages/core/src/generated/${name}`, text]),
    ),
  }
}
