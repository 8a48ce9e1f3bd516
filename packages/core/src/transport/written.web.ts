/** A `fetch` needs no time of ours to be written. */
export const written = async (): Promise<void> => {}
