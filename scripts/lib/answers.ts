/** One kind of answer of an operation: its status and, when it is a problem, the problem's code. */
export interface Answer {
  operationId: string
  status: number
  code?: string | undefined
}

/** An answer that a test got; without an operation when no route matched. */
export type Produced = Omit<Answer, 'operationId'> & { operationId?: string | null }

/** What is documented but was never produced, and what was produced but isn't documented, each sorted and once. */
export function compareAnswers(documented: readonly Answer[], produced: readonly Produced[]) {
  const promised = new Set(documented.map(key))
  const seen = new Set(produced.filter(isOfOperation).map(key))
  return {
    missing: [...promised].filter((answer) => !seen.has(answer)).sort(),
    undocumented: [...seen].filter((answer) => !promised.has(answer)).sort(),
  }
}

/** Reads JSON lines; throws with the file and line of one that isn't a record. */
export function parseRecords(text: string, file: string): Produced[] {
  return text.split('\n').flatMap((line, index) => {
    if (line === '') return []
    const record = parse(line)
    if (record === undefined) throw new Error(`${file}:${index + 1} is not a record of an answer: ${line}`)
    return [record]
  })
}

function parse(line: string): Produced | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || !('status' in value)) return undefined
    // The status was seen; the other members are optional.
    return typeof value.status === 'number' ? (value as Produced) : undefined
  } catch {
    return undefined
  }
}

function isOfOperation(answer: Produced): answer is Answer {
  return typeof answer.operationId === 'string'
}

function key({ operationId, status, code }: Answer): string {
  return code == null ? `${operationId} ${status}` : `${operationId} ${status} ${code}`
}
