import type { FetchAnswer } from './fetch-answer.ts'
import { AnswerTooLarge, MAX_ANSWER_BYTES } from './transport.ts'

/** The whole body, with a bound on what is read: more than that is let go of, as is what breaks. */
export async function readText(answer: FetchAnswer, controller: AbortController): Promise<string> {
  try {
    return await readWhole(answer)
  } catch (error) {
    controller.abort()
    throw error
  }
}

async function readWhole(answer: FetchAnswer): Promise<string> {
  const { body, headers } = answer
  const length = Number(headers.get('content-length') ?? Number.NaN)
  if (length > MAX_ANSWER_BYTES) throw new AnswerTooLarge()
  // A declared length bounds the body, unless it is the length of something compressed. Mocks may have no stream.
  if ((length >= 0 && !headers.get('content-encoding')) || !isStream(body)) return answer.text()
  return readBounded(body.getReader())
}

async function readBounded(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > MAX_ANSWER_BYTES) throw new AnswerTooLarge()
    text += decoder.decode(value, { stream: true })
  }
}

// By what it can do: its class may be another realm's, or missing as in React Native.
function isStream(body: unknown): body is ReadableStream<Uint8Array> {
  return typeof body === 'object' && body !== null && 'getReader' in body
}
