import { received } from '../http/body.ts'

/** What a form sent: plain fields only, each once. What no store keeps, NUL, stands in none of them. */
export async function readForm(request: Request): Promise<Readonly<Record<string, string>>> {
  const fields = new URLSearchParams(await readText(request, MAX_FORM_BYTES))
  return Object.fromEntries([...fields].map(([name, value]) => [name, value.replaceAll('\0', '\ufffd')]))
}

/** A form of ours has a few short fields. */
const MAX_FORM_BYTES = 16_384

export class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong'
}

/** The body as text. Throws a {@link BodyTooLong}, and as the API does when it breaks off. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (request.body === null) return ''
  for await (const chunk of received(request.body)) {
    size += chunk.byteLength
    if (size > maxBytes) throw new BodyTooLong('The body is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
