import { type InvoiceActRule, invoiceActs } from '../../src/index.ts'
import { code, fence, page, table } from './markdown.ts'

const acts = Object.entries<InvoiceActRule>(invoiceActs)

/** Who may go where, as a diagram and by act: the table that the server obeys. */
export function statesSection(): string {
  return page(
    '## Its states',
    fence('mermaid', ['stateDiagram-v2', ...lines()].join('\n')),
    table(['act', 'from', 'to'], acts.map(row)),
    'An act from another state is refused with [`invalid_state`](../errors.md#invalid_state), whose `allowed_acts` name what is possible. `pay` and `credit` lead to `paid` when nothing is left to pay; until then the state stays.',
  ).trimEnd()
}

function lines(): string[] {
  const arrows = acts.flatMap(([act, { from, to }]) =>
    from.filter((state) => state !== to).map((state) => `  ${state} --> ${to ?? '[*]'}: ${act}`),
  )
  return ['  [*] --> draft: create', ...arrows]
}

const row = ([act, { from, to, untouched }]: [string, InvoiceActRule]) => [
  code(act),
  `${from.map(code).join(', ')}${untouched === true ? ', with nothing paid or credited' : ''}`,
  to === null ? 'gone' : code(to),
]
