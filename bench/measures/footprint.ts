import { globSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { OURS, type Row, tell } from '../lib/row.ts'

const FOLDER = fileURLToPath(new URL('..', import.meta.url))

/** What a TypeScript project on Node has anyway. */
const ANYWAY = /node_modules\/(@types\/node|undici-types|typescript)\//

/** Lines of declarations that importing the package adds to a program. */
function declarationLines(name: string): number {
  const file = join(FOLDER, 'footprint-program.ts')
  const options = {
    module: ts.ModuleKind.Node16,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
    noEmit: true,
  }
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile
  host.getSourceFile = (path, ...rest) =>
    path === file
      ? ts.createSourceFile(path, `export * from '${name}'`, ts.ScriptTarget.ES2022)
      : read(path, ...rest)
  host.fileExists = (path) => path === file || ts.sys.fileExists(path)
  const files = ts.createProgram([file], options, host).getSourceFiles()
  return files
    .filter(({ fileName }) => fileName.includes('node_modules') && !ANYWAY.test(fileName))
    .reduce((sum, source) => sum + source.getLineStarts().length, 0)
}

/** The folders of a package and of all that it depends on. */
function foldersOf(name: string, from: string, found = new Set<string>()): Set<string> {
  const folder = folderOf(name, from)
  if (folder === undefined || found.has(folder)) return found
  found.add(folder)
  // A package that is installed.
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  for (const dependency of Object.keys(dependencies)) foldersOf(dependency, folder, found)
  return found
}

function folderOf(name: string, from: string): string | undefined {
  const paths = createRequire(join(from, 'x.js')).resolve.paths(name) ?? []
  const found = paths.map((path) => join(path, name)).find((path) => exists(join(path, 'package.json')))
  return found === undefined ? undefined : realpathSync(found)
}

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined

function mebibytes(folder: string): number {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true, exclude: ['node_modules/**'] })
  const bytes = files
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).size)
  return bytes.reduce((sum, size) => sum + size, 0) / 1024 / 1024
}

const rows = [OURS, 'stripe', 'openai', '@octokit/core', 'openapi-fetch'].flatMap((name): Row[] => {
  const folders = [...foldersOf(name, dirname(FOLDER)).values(), ...foldersOf(name, FOLDER)]
  const unique = [...new Set(folders)]
  const size = unique.reduce((sum, folder) => sum + mebibytes(folder), 0)
  const bar = (text: string) => (name === OURS ? { bar: text } : {})
  return [
    {
      measure: 'lines of declarations in a program',
      name,
      value: declarationLines(name),
      unit: '',
      ...bar('<= 10000'),
    },
    { measure: 'installed size', name, value: size, unit: 'MiB', ...bar('<= 1') },
    { measure: 'installed packages', name, value: unique.length, unit: '', ...bar('<= 4') },
  ]
})
tell(rows)
