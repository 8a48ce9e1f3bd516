/** The command line asks for something that can't be: the message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
