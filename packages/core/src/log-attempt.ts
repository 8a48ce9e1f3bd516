import type { Answered, ReadyCall } from './call-context.ts'
import type { Attempt, BahiError } from './errors.ts'
import type { ProblemError } from './problem.ts'
import type { Sender } from './sender.ts'

/** Tells the logger how an attempt ended. */
export function logAttempt(
  { logger, logBodies }: Sender,
  { operation, body }: ReadyCall,
  facts: Attempt & { readonly attempt: number },
  result: Answered | BahiError,
): void {
  told(() => {
    const { error, status } = facts
    const { problem, data = problem } = result as Partial<Answered & ProblemError> // no answer: neither
    const bodies = logBodies && {
      requestBody: logBodies(body && JSON.parse(body)),
      responseBody: logBodies(data),
    }
    return logger?.[error === null ? 'debug' : 'warn'](`${operation} ${error ?? status}`, {
      operation,
      ...facts,
      ...bodies,
    })
  })
}

/** What a listener does is its own affair: its failure must not cost the caller an answer that the server has given. */
export async function told(tell: () => unknown): Promise<void> {
  try {
    await tell()
  } catch {}
}
