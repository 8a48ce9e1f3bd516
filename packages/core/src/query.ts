import { serializePrimitiveParam } from 'openapi-fetch'

/**
 * A query as it stands in an address. Of openapi-fetch only what writes a parameter is used: its client builds a `Request` and
 * three `Headers` for each call, can't send again, and is half as large as ours.
 */
export function queryOf(pairs: readonly [name: string, value: string][]): string {
  return pairs
    .map(([name, value]) => serializePrimitiveParam(encodeURIComponent(name), whole(value)))
    .join('&')
}

/** Half a character can't be written: there is a replacement for it, as in the browser. */
const whole = (value: unknown) => String(value).replace(/[\ud800-\udfff]/gu, '\ufffd')
