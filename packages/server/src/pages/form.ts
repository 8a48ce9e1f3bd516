/** What a form sent: plain fields only, each once. */
export async function readForm(request: Request): Promise<Readonly<Record<string, string>>> {
  const fields = new URLSearchParams(await readText(request, MAX_FORM_BYTES))
  return Object.fromEntries(fields)
}

/** A form of ours has a few short fields. */
const MAX_FORM_BYTES = 16_384

/** The body as text. Throws a RangeError for one that is too long. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new RangeError('The body is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
