import type { Files } from './files.ts'
import { openapiDocument } from './openapi/document.ts'
import { toYaml } from './openapi/yaml.ts'
import { clientTypes } from './types/index.ts'

/** Everything that the contract writes. */
export async function outputs(): Promise<Files> {
  const document = openapiDocument()
  return {
    'spec/openapi.yaml': toYaml(document),
    'packages/core/src/generated/openapi.ts': await clientTypes(document),
  }
}
