import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import { ROOT } from '../lib/root.ts'

const FILE_LINES = 250
const FUNCTION_LINES = 60

const SOURCES = [
  'spec/src/**/*.ts',
  'packages/*/src/**/*.ts',
  'examples/*/src/**/*.ts',
  'scripts/**/*.{ts,mjs}',
]

const EXCLUDED = ['node_modules', 'generated']

/** Files, or `file#function`, that may be longer, each with its reason. */
const exceptions: Record<string, string> = {}

/** A file is at most 250 lines, a function at most 60: each fits into one look. */
export function checkSizes(): string[] {
  const faults = sourcesOf(ROOT).flatMap((file) => tooLong(file, readFileSync(join(ROOT, file), 'utf8')))
  const used = new Set(faults.map(({ where }) => where))
  const stale = Object.keys(exceptions).filter((where) => !used.has(where))
  return [
    ...faults.filter(({ where }) => !(where in exceptions)).map(({ where, fault }) => `${where} ${fault}`),
    ...stale.map((where) => `${where} is no longer too long: take it off the list of exceptions`),
  ]
}

/** Excluded by name: a pattern would be read together with the folder's own path, in which it may mean something else. */
export const sourcesOf = (root: string): string[] =>
  globSync(SOURCES, { cwd: root, exclude: (name) => EXCLUDED.includes(basename(name)) }).sort()

interface Fault {
  where: string
  fault: string
}

/** What is too long in a file of this text. */
export function tooLong(file: string, text: string): Fault[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const faults: Fault[] = []
  const lines = text.trimEnd().split('\n').length
  if (lines > FILE_LINES) faults.push({ where: file, fault: `has ${lines} lines, over ${FILE_LINES}` })
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const length = linesOf(source, node)
      const fault = `has ${length} lines, over ${FUNCTION_LINES}`
      if (length > FUNCTION_LINES) faults.push({ where: `${file}#${nameOf(node)}`, fault })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return faults
}

function linesOf(source: ts.SourceFile, node: ts.Node): number {
  const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line
  return source.getLineAndCharacterOfPosition(node.end).line - first + 1
}

function nameOf(node: ts.SignatureDeclaration): string {
  const name = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined)
  return name?.getText() ?? 'a function without a name'
}
