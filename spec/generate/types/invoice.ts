import ts from 'typescript'
import type { invoiceStatuses } from '../../src/index.ts'
import { reference, UNKNOWN_VALUE } from './unknown.ts'

const { factory, SyntaxKind } = ts

type Kind = 'text' | 'null' | 'either'
type Status = (typeof invoiceStatuses)[number]

/** What an invoice's status says of its other members. A sale is never sent, also one that was paid in part. */
export const byStatus = {
  draft: { invoice_no: 'null', sent_at: 'null', paid_at: 'null', voided_at: 'null' },
  open: { invoice_no: 'text', sent_at: 'either', paid_at: 'null', voided_at: 'null' },
  paid: { invoice_no: 'text', sent_at: 'either', paid_at: 'text', voided_at: 'null' },
  void: { invoice_no: 'text', sent_at: 'text', paid_at: 'null', voided_at: 'text' },
  uncollectible: { invoice_no: 'text', sent_at: 'either', paid_at: 'null', voided_at: 'null' },
} as const satisfies Record<Status, Record<string, Kind>>

const DISCRIMINANT = 'status'
const decided: readonly string[] = [DISCRIMINANT, ...Object.keys(byStatus.draft)]

/** One invoice type -> what all invoices share, and a union by status. */
export function invoiceByStatus(type: ts.TypeNode): ts.TypeNode {
  if (!ts.isTypeLiteralNode(type)) throw new Error('The Invoice schema is not an object any more')
  const shared = type.members.filter((member) => !decided.includes(nameOf(member)))
  const known = Object.entries(byStatus).map(([status, kinds]) => member(literal(status), kinds))
  const unknown = member(reference(UNKNOWN_VALUE), unknownKinds)
  const union = factory.createParenthesizedType(factory.createUnionTypeNode([...known, unknown]))
  return factory.createIntersectionTypeNode([factory.createTypeLiteralNode(shared), union])
}

const unknownKinds: Record<string, Kind> = Object.fromEntries(
  Object.keys(byStatus.draft).map((name) => [name, 'either']),
)

const nameOf = (member: ts.TypeElement): string =>
  member.name !== undefined && ts.isIdentifier(member.name) ? member.name.text : ''

const member = (status: ts.TypeNode, kinds: Readonly<Record<string, Kind>>) =>
  factory.createTypeLiteralNode([
    property(DISCRIMINANT, status),
    ...Object.entries(kinds).map(([name, kind]) => property(name, typeOf(kind))),
  ])

const property = (name: string, type: ts.TypeNode) =>
  factory.createPropertySignature(undefined, name, undefined, type)

const literal = (text: string) => factory.createLiteralTypeNode(factory.createStringLiteral(text))

function typeOf(kind: Kind): ts.TypeNode {
  const text = factory.createKeywordTypeNode(SyntaxKind.StringKeyword)
  const none = factory.createLiteralTypeNode(factory.createNull())
  if (kind === 'either') return factory.createUnionTypeNode([text, none])
  return kind === 'text' ? text : none
}
