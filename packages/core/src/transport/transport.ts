import type { OnEnd } from '../bounded.ts'

/** Sends one request and reads its whole answer; rejects when there is none, or when it is cut short or too large. */
export type Transport = (request: WireRequest, onEnd: OnEnd) => Promise<WireAnswer>

export interface WireRequest {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: Record<string, string>
  readonly body: string | undefined
}

export interface WireAnswer {
  readonly status: number
  readonly headers: AnswerHeaders
  readonly text: string
}

/** The headers of an answer, by name in any case; several of one name are joined by a comma. */
export interface AnswerHeaders {
  /** Null when it didn't come. */
  get(name: string): string | null
}

/** A page of 100 rows with all the metadata they may have is under 3 MiB; more than this is not ours. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024

/** Thrown by a transport that stopped reading. */
export class AnswerTooLarge extends Error {}
