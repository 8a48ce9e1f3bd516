import { invalidField } from '../kit/errors.ts'
import type { ApiVersions } from './api-versions.ts'

/** What a key or an endpoint speaks that was made before there were pins. Never changed: newer versions are not theirs. */
export const FIRST_PINNED_VERSION = '1.4'

/** The body with its `api_version` as it is kept: `v1.4` becomes `1.4`. Throws `validation_failed`. */
export function withPin<B extends { readonly api_version?: string | undefined }>(
  body: B,
  versions: ApiVersions,
): B {
  if (body.api_version === undefined) return body
  const version = versions.read(body.api_version)
  if (version !== null) return { ...body, api_version: version }
  throw invalidField(
    '/api_version',
    'unsupported_api_version',
    `Send one of these versions: ${versions.supported.join(', ')}.`,
  )
}
