import { nearestName } from './near.ts'

/** Each name that there is, so that the compiler asks for one that was forgotten. */
export type NamesOf<T> = Readonly<Record<keyof T, true>>

/** Throws a TypeError for a name that is none: plain JavaScript would have its wish forgotten in silence. */
export function requireKnown<T extends object>(who: string, given: T, names: NamesOf<T>): void {
  const known = Object.keys(names)
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown === undefined) return
  const nearest = nearestName(unknown, known)
  const advice = nearest === null ? `there are ${known.join(', ')}` : `perhaps ${nearest} is meant`
  throw new TypeError(`${who}: there is no option ${unknown}; ${advice}.`)
}
