import type { FetchAnswer } from './fetch-answer.ts'

/** The whole body: a page that is sent too much is one tab, not a server. */
export const readText = (answer: FetchAnswer, _controller: AbortController): Promise<string> => answer.text()
