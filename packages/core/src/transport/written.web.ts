/** A `fetch` needs no time of ours to be written. */
export const written = (): Promise<void> | undefined => undefined
