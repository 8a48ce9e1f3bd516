import { mounts, routes } from '@bahi/spec'
import { notFound, Refusal } from '../kit/errors.ts'

/** Refuses a path that is no route; says where it would be one, for a client whose base URL has no mount or has it twice. */
export function unknownPath(path: string): Refusal {
  const segments = path.split('/').slice(1)
  const start = segments.findIndex((segment) => !mountSegments.has(segment))
  if (start === -1) return nothingAt(path)
  const asked = `/${segments.slice(start).join('/')}`
  const known = knownPaths.find(({ pattern }) => pattern.test(asked))
  if (known === undefined) return nothingAt(path)
  const mount = mounts.find((one) => one.split('/')[1] === segments[0]) ?? mounts[0]
  return new Refusal('not_found', {
    detail: `There is no such address, but there is ${mount}${known.path}: end the base URL of your client in ${mount}, once.`,
  })
}

/** Under a mount it may be a record's, of which nothing is told. */
function nothingAt(path: string): Refusal {
  if (mounts.some((mount) => path.startsWith(`${mount}/`))) return notFound()
  return new Refusal('not_found', {
    detail: `There is no such address. Those of the API begin with ${mounts[0]}, as ${mounts[0]}/contacts does.`,
  })
}

const mountSegments = new Set(mounts.flatMap((mount) => mount.split('/').slice(1)))

/** Literal ones first: `/deliveries/replay` is no delivery's. */
const knownPaths = [...new Set(routes.map(({ path }) => path))]
  .sort((a, b) => Number(a.includes('{')) - Number(b.includes('{')))
  .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
