type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** The members that were sent: what a partial update writes. */
export function definedMembers<T extends object>(value: T): Partial<Defined<T>> {
  // entries with undefined values are the ones left out
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<
    Defined<T>
  >
}
