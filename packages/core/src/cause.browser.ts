/** What failed, in words without the key: a fetch of the user's own may put headers into its message, or hang the request on its error. */
export function withoutKey(cause: unknown, apiKey: string): Error {
  const { name, message, stack = '' } = cause instanceof Error ? cause : new Error(String(cause))
  const mask = (text: string) => text.replaceAll(apiKey, '…')
  return Object.assign(new Error(mask(message)), { name, stack: mask(stack) })
}
