// Taken here, so that a test's fake timers don't hold a walk.
const { nextTick } = process

/**
 * When what was begun to be sent is written. Node writes it in a next tick, for which a loop over promises leaves no room: the
 * request would go out when the page is read to its end.
 */
export const written = (): Promise<void> => new Promise((resolve) => nextTick(resolve))
