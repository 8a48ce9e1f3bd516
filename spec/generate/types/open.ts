import ts from 'typescript'
import { invoiceByStatus } from './invoice.ts'
import { reference, UNKNOWN_EVENT } from './unknown.ts'

const { factory, SyntaxKind } = ts

/** Opens a generated type, so that a value that these types don't know yet still fits; undefined leaves it as it is. */
export function opened(type: ts.TypeNode, path: string | undefined): ts.TypeNode | undefined {
  if (path === '#/components/schemas/Event')
    return factory.createUnionTypeNode([type, reference(UNKNOWN_EVENT)])
  if (path === '#/components/schemas/Invoice') return invoiceByStatus(type)
  return openedEnum(type)
}

/** `"a" | "b"` -> `"a" | "b" | (string & {})`: editors still offer the known ones. One literal alone is a discriminant and stays. */
function openedEnum(type: ts.TypeNode): ts.TypeNode | undefined {
  if (!ts.isUnionTypeNode(type)) return undefined
  const known = type.types.filter(isStringLiteral)
  const others = type.types.filter((member) => !isStringLiteral(member))
  if (known.length < 2 || !others.every(isNull)) return undefined
  return factory.createUnionTypeNode([...known, anyString(), ...others])
}

const anyString = () =>
  factory.createParenthesizedType(
    factory.createIntersectionTypeNode([
      factory.createKeywordTypeNode(SyntaxKind.StringKeyword),
      factory.createTypeLiteralNode([]),
    ]),
  )

/** openapi-typescript writes a string literal as an identifier with quotes, to keep UTF-8 as it is. */
const isStringLiteral = (type: ts.Node) => ts.isIdentifier(type) && type.text.startsWith('"')
const isNull = (type: ts.TypeNode) =>
  ts.isLiteralTypeNode(type) && type.literal.kind === SyntaxKind.NullKeyword
