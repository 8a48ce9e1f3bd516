import ts from 'typescript'

/**
 * Without what openapi-typescript writes everywhere and no client reads: which methods a path does not have, that there
 * are no header and no cookie parameters, and that an answer may have any header. It was an eighth of what users install.
 */
export function compact(nodes: readonly ts.Node[]): ts.Node[] {
  return ts.transform([...nodes], [dropping]).transformed
}

/** Tabs for its four spaces: another sixth. */
export const tabbed = (text: string): string =>
  text.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4))

const dropping: ts.TransformerFactory<ts.Node> = (context) => {
  const visit = (node: ts.Node): ts.Node | undefined =>
    isFiller(node) ? undefined : ts.visitEachChild(node, visit, context)
  return (node) => visit(node) ?? node
}

const absent = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'header', 'cookie']

function isFiller(node: ts.Node): boolean {
  if (!ts.isPropertySignature(node) || !ts.isIdentifier(node.name) || node.type === undefined) return false
  const { text } = node.name
  if (absent.includes(text)) return node.type.kind === ts.SyntaxKind.NeverKeyword
  return (
    text === 'headers' &&
    ts.isTypeLiteralNode(node.type) &&
    node.type.members.length === 1 &&
    node.type.members.every(ts.isIndexSignatureDeclaration)
  )
}
