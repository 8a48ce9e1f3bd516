/** Where the client tells of its attempts. `console` is one. */
export interface Logger {
  /** An attempt that succeeded. */
  debug(message: string, facts: LogFacts): void
  /** An attempt that failed. */
  warn(message: string, facts: LogFacts): void
}

/** No key, no header, and no body that was not asked for: safe in any log. */
export interface LogFacts {
  /** Method and path template: `POST /invoices/{id}/send`. */
  readonly operation: string
  /** 1 for the first. */
  readonly attempt: number
  readonly status: number | null
  readonly requestId: string | null
  /** Waited before this attempt. */
  readonly waitMs: number
  readonly durationMs: number
  /** Code of its failure; null when it succeeded. */
  readonly error: string | null
  /** What was sent and what was answered, as `logBodies` gives it; without that option they are not here. */
  readonly requestBody?: unknown
  readonly responseBody?: unknown
}
