import { pointerTo } from './validate.ts'

/** More differences than this help nobody, and bound the answer. */
const MAX_MISMATCHES = 100

/** JSON Pointers (RFC 6901) of the deepest places at which two JSON values differ. */
export function differingPointers(first: unknown, second: unknown): string[] {
  return differences(first, second, []).slice(0, MAX_MISMATCHES).map(pointerTo)
}

function differences(first: unknown, second: unknown, path: string[]): string[][] {
  if (!isContainer(first) || !isContainer(second) || Array.isArray(first) !== Array.isArray(second)) {
    return first === second ? [] : [path]
  }
  const names = new Set([...Object.keys(first), ...Object.keys(second)])
  return [...names].flatMap((name) => differences(own(first, name), own(second, name), [...path, name]))
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

const own = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
