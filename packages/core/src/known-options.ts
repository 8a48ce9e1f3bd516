import type { Signals } from './abort.ts'
import { refusal } from './errors.ts'

/** Each name that there is, so that the compiler asks for one that was forgotten. */
export type NamesOf<T> = Readonly<Record<keyof T, true>>

/** Throws for an option that there is not: plain JavaScript would have its wish forgotten in silence, an idempotency key's too. */
export function requireKnown<T extends object>(who: string, given: T, names: NamesOf<T>): void {
  requireObject(who, given)
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(names, name))
  if (unknown === undefined) return
  const known = Object.keys(names)
  const meant = known.find((name) => plain(name).startsWith(plain(unknown)))
  const advice = meant === undefined ? `there are ${known.join(', ')}` : `perhaps ${meant} is meant`
  throw refusal('invalid_option', `${who}: there is no option ${unknown}; ${advice}.`)
}

/**
 * Throws for what has no names at all, such as a key or an id by itself, or has them where nobody looks, as a Map and Headers have.
 * What is absent is left to defaults.
 */
export function requireObject(who: string, given: unknown): void {
  if (given === undefined || (typeof given === 'object' && given !== null && !(Symbol.iterator in given)))
    return
  throw refusal('invalid_option', `${who} is given as an object, not as ${inspected(given)}.`)
}

/** Throws for what calls nothing off, such as a controller in the place of its signal. */
export function requireSignals({ signals }: { readonly signals: Signals }): void {
  if (signals.every((signal) => !signal || typeof signal.addEventListener === 'function')) return
  throw refusal(
    'invalid_option',
    'signal must be an AbortSignal, such as the `signal` of an AbortController.',
  )
}

/** Not the text itself: it may be a key. */
const inspected = (given: unknown) =>
  given === null ? 'null' : typeof given === 'object' ? 'a list' : `a ${typeof given}`

/** `idempotency_key` is `idempotencyKey`. */
const plain = (name: string) => name.toLowerCase().replaceAll(/[_-]/g, '')
