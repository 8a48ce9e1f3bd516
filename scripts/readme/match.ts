/**
 * Compares what a story printed with what the document shows. In the document `…` stands for any text within a line, and
 * a line of just `…` for any number of lines. Returns undefined when they agree, else what differs.
 */
export function differs(expected: string, actual: string): string | undefined {
  const pattern = expected.trimEnd().split('\n').map(asPattern).join('')
  if (new RegExp(`^${pattern}$`).test(`${actual.trimEnd()}\n`)) return undefined
  return `the document shows\n${indent(expected)}\nbut it printed\n${indent(actual)}`
}

function asPattern(line: string): string {
  if (line.trim() === '…') return '(?:[^\\n]*\\n)*?'
  const parts = line
    .trimEnd()
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return `${parts.join('[^\\n]*')} *\\n`
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, '  ')
}
