import { z } from '@hono/zod-openapi'

export const https = () =>
  z
    .url({ protocol: /^https?$/, abort: true })
    .max(2048, { abort: true })
    .refine((address) => uri.test(address), {
      error: ({ input }) => `must be a URI by RFC 3986: write it as ${uriOf(String(input))}`,
      params: { code: 'invalid_format' },
    })
    .openapi({
      description:
        'http(s) address, a URI by RFC 3986: a host of other letters in punycode, other characters in percent signs.',
      example: 'https://example.com/webhooks',
      pattern: '^[hH][tT][tT][pP][sS]?://',
    })

/** RFC 3986: what JSON Schema's `format: uri` takes. Brackets stand around an IPv6 host alone. */
const uri =
  /^https?:\/\/(?:\[[\da-f:.]+\])?(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/i

/** The same address as a URI: as browsers send it, and what they leave as it is in percent signs too. */
function uriOf(address: string): string {
  const [, host = '', rest = ''] = /^(https?:\/\/[^/]*)(.*)$/s.exec(new URL(address).href) ?? []
  const [path = '', ...fragment] = rest
    .replaceAll(/%(?![\da-f]{2})|[^\w.~:/?#@!$&'()*+,;=%-]/gi, encodeURIComponent)
    .split('#')
  return `${host}${path}${fragment.length === 0 ? '' : `#${fragment.join('%23')}`}`
}
