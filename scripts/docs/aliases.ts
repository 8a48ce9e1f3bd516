import { type Application, type Context, Converter, TypeScript as ts } from 'typedoc'

/**
 * Lets types keep the names under which they are exported. `type Payment = components['schemas']['Payment']` is nameless to the
 * compiler, so TypeDoc would write out all members of a payment wherever one is given.
 */
export function keepAliases(app: Application): void {
  app.converter.on(Converter.EVENT_BEGIN, ({ programs }: Context) => {
    for (const program of programs) {
      const files = program.getSourceFiles().filter(({ fileName }) => /\/packages\/\w+\/src\//.test(fileName))
      for (const file of files) nameTypes(file, program.getTypeChecker())
    }
  })
}

function nameTypes(file: ts.SourceFile, checker: ts.TypeChecker): void {
  for (const statement of file.statements) {
    if (!ts.isTypeAliasDeclaration(statement) || statement.typeParameters !== undefined) continue
    if (!ts.isIndexedAccessTypeNode(statement.type) && !ts.isTypeReferenceNode(statement.type)) continue
    const type = checker.getTypeAtLocation(statement.name)
    const symbol = checker.getSymbolAtLocation(statement.name)
    if (symbol !== undefined && type.flags & NAMELESS) type.aliasSymbol ??= symbol
  }
}

const NAMELESS = ts.TypeFlags.Object | ts.TypeFlags.UnionOrIntersection
