import type { RouteDefinition } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'
import { camelName } from '../kit/inflection.ts'
import { isShape, type Shape } from '../versions/field-change.ts'
import type { RequestPart } from '../versions/version-change.ts'
import type { Exchange, Services, Stage } from './exchange.ts'
import { type Naming, pathOfPointer, pointerTo } from './validate.ts'

/** Speaks the version that is asked for, from the first refusal on; one that is not known is refused by {@link requireVersion}. */
export function speakVersion({ versions }: Services, c: Exchange, pinned = versions.current): void {
  const asked = c.req.header('API-Version') ?? pinned
  const version = versions.read(asked) ?? versions.current
  c.header('API-Version', version)
  c.set('translation', versions.translationOf(version))
  c.set('operation', null)
}

/** `API-Version: 1.4` or `v1.4`; left out, that of the key. */
export function requireVersion({ versions }: Services): Stage {
  return async (c, next) => {
    const asked = c.req.header('API-Version')
    if (asked !== undefined && versions.read(asked) === null)
      throw new Refusal('unsupported_api_version', { supported_versions: [...versions.supported] })
    await next()
  }
}

/** Body or query, sent in the caller's version, as the current one has it. Throws `validation_failed` for names that only later ones know. */
export function toCurrent<T>(
  c: Exchange,
  { operationId }: RouteDefinition,
  part: RequestPart,
  sent: T,
): T | Shape {
  const translation = c.get('translation')
  c.set('operation', operationId)
  if (translation === null || !isShape(sent)) return sent
  const result = translation.request(operationId, part, sent)
  if ('value' in result) return result.value
  c.set('operation', null) // these are in the caller's names already
  throw new Refusal('validation_failed', { errors: result.unknown.map((path) => unknownField(path, part)) })
}

/** How the caller writes a name of the current version. */
export function namingOf(c: Exchange): Naming {
  if (c.get('translation') !== null) return null
  return c.get('inflection') === 'camel' ? camelName : (name) => name
}

const unknownField = (path: readonly string[], part: RequestPart) => ({
  pointer: pointerTo(path),
  ...(part === 'query' ? { in: part } : {}),
  code: 'unknown_field',
  detail: 'There is no such field in this API-Version. Check its spelling, or send a newer version.',
})

/** What is answered, as the caller's version has it. */
export function fromCurrent(c: Exchange, body: unknown): unknown {
  const translation = c.get('translation')
  if (translation === null) return body
  const operation = c.get('operation')
  return translation.answer(
    operation === null
      ? body
      : withPointers(body, (pointer, part) =>
          pointerTo(translation.path(operation, part, pathOfPointer(pointer))),
        ),
  )
}

/** Problems point into what was sent: into the body, unless an error says otherwise. */
function withPointers(body: unknown, back: (pointer: string, part: RequestPart) => string): unknown {
  if (!isShape(body) || typeof body.code !== 'string' || typeof body.request_id !== 'string') return body
  const { errors, mismatches } = body
  return {
    ...body,
    ...(Array.isArray(errors) ? { errors: errors.map((error: unknown) => errorBack(error, back)) } : {}),
    ...(Array.isArray(mismatches)
      ? { mismatches: mismatches.map((pointer) => back(String(pointer), 'body')) }
      : {}),
  }
}

function errorBack(error: unknown, back: (pointer: string, part: RequestPart) => string): unknown {
  if (!isShape(error) || typeof error.pointer !== 'string') return error
  if (error.in !== 'body' && error.in !== 'query') return error
  return { ...error, pointer: back(error.pointer, error.in) }
}
