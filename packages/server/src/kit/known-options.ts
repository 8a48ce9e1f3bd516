import { nearestName } from './near.ts'

/** Each name that there is, so that the compiler asks for one that was forgotten. */
export type NamesOf<T> = Readonly<Record<keyof T, true>>

/** Throws a TypeError for what has no names, and for a name that is none: plain JavaScript would have its wish forgotten in silence. */
export function requireKnown<T extends object>(who: string, given: T, names: NamesOf<T>): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new TypeError(`${who}: options are given as an object, not as ${kindOf(given)}.`)
  const known = Object.keys(names)
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown === undefined) return
  const nearest = nearestName(unknown, known)
  const advice = nearest === null ? `there are ${known.join(', ')}` : `perhaps ${nearest} is meant`
  throw new TypeError(`${who}: there is no option ${unknown}; ${advice}.`)
}

/** Not the text itself: an address of a database has its password. */
const kindOf = (given: unknown) =>
  Array.isArray(given) ? 'a list' : given == null ? String(given) : `a ${typeof given}`
