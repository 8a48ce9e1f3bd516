/** A map that forgets what was used longest ago. */
export interface Lru<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
  delete(key: K): void
  /** Least recently used first. */
  entries(): IterableIterator<[K, V]>
  readonly size: number
}

/** Holds at most `limit`. */
export function createLru<K, V>(limit: number): Lru<K, V> {
  const map = new Map<K, V>()
  return {
    get(key) {
      const value = map.get(key)
      if (value === undefined) return undefined
      map.delete(key)
      map.set(key, value)
      return value
    },
    set(key, value) {
      map.delete(key)
      map.set(key, value)
      const oldest = map.keys().next()
      if (map.size > limit && !oldest.done) map.delete(oldest.value)
    },
    delete: (key) => void map.delete(key),
    entries: () => map.entries(),
    get size() {
      return map.size
    },
  }
}
