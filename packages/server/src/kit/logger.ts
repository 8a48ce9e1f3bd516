/** Where the server tells of what went wrong: any console-like object. */
export interface Logger {
  /** What is worth knowing. */
  info(message: string, facts?: Readonly<Record<string, unknown>>): void
  /** What somebody should look at. */
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void
  /** What failed; `facts.error` is the error itself. */
  error(message: string, facts?: Readonly<Record<string, unknown>>): void
}

/** Warnings and errors to stderr, one line of JSON each. */
export const stderrLogger: Logger = {
  info: () => undefined,
  warn: (message, facts) => write('warn', message, facts),
  error: (message, facts) => write('error', message, facts),
}

/** For a server of its own: what is worth knowing as well. */
export const tellingLogger: Logger = {
  ...stderrLogger,
  info: (message, facts) => write('info', message, facts),
}

function write(level: string, message: string, facts: Readonly<Record<string, unknown>> = {}): void {
  const error = facts.error
  const told = error instanceof Error ? { ...facts, error: error.stack ?? error.message } : facts
  process.stderr.write(`${JSON.stringify({ level, message, ...told })}\n`)
}
