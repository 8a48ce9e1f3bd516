const DEEPEST_CAUSE = 4

// fetch wraps the system's error once or twice.
export function systemCode(error: unknown): string | undefined {
  let at = error
  for (let depth = 0; depth < DEEPEST_CAUSE && typeof at === 'object' && at !== null; depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code
    at = 'cause' in at ? at.cause : undefined
  }
  return undefined
}

/** What failed, unless it speaks of the key: a fetch of the user's own may put headers into its message, or hang the request on it. */
export function withoutKey(cause: unknown, apiKey: string): unknown {
  try {
    if (cause instanceof Error && isHarmless(cause, apiKey)) return cause
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause))
    return Object.assign(new Error(String(message).replaceAll(apiKey, '…')), {
      name,
      code: systemCode(cause),
    })
  } catch {
    return new Error('what failed throws when it is read') // which must not cost the caller the outcome
  }
}

/** Whether it is made of errors, lists and plain values without the key: what else there is may show it when printed. */
function isHarmless(value: unknown, apiKey: string, depth = 0): boolean {
  if (typeof value === 'string') return !value.includes(apiKey)
  if (typeof value !== 'object' || value === null) return true
  if (depth > DEEPEST_CAUSE || !(value instanceof Error || Array.isArray(value))) return false
  return Reflect.ownKeys(value).every((name) => isHarmless(Reflect.get(value, name), apiKey, depth + 1))
}
