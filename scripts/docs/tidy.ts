import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import {
  type Application,
  Comment,
  CommentTag,
  type Context,
  Converter,
  type DeclarationReflection,
  type DocumentReflection,
  MinimalSourceFile,
  normalizePath,
  type ProjectReflection,
  type Reflection,
  ReflectionKind,
} from 'typedoc'
import { ROOT } from '../lib/root.ts'
import type { Document } from './index-page.ts'

/** A module that users import. */
export interface Entry {
  /** As they write it. */
  name: string
  source: string
}

const GENERATED = /\/generated\//
const RESOURCE = /\/packages\/billing\/src\/resources\/([\w-]+)\.ts$/

/** Names and places as readers know them: modules by what is imported, documents by their headings, README files in both. */
export function tidy(app: Application, documents: readonly Document[], entries: readonly Entry[]): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
    for (const document of project.documents ?? []) place(document, documents)
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      if (module.isDeclaration()) introduce(app, module, entries)
    }
    for (const wire of project.getReflectionsByKind(ReflectionKind.Interface)) {
      if (GENERATED.test(sourceOf(wire))) close(wire)
    }
    linkResources(project)
  })
}

function place(document: DocumentReflection, documents: readonly Document[]): void {
  const known = documents.find(({ file }) => file === fileOf(document))
  if (known === undefined) throw new Error(`TypeDoc read ${document.name}, which is no document of the index`)
  document.name = known.title
  document.frontmatter.group = known.group
}

/** A package's first page is its README; links to its folder lead there. */
function introduce(app: Application, module: DeclarationReflection, entries: readonly Entry[]): void {
  const { project } = module
  const source = sourceOf(module)
  const entry = entries.find((one) => one.source === source)
  if (entry === undefined) throw new Error(`TypeDoc read ${source}, which is no entry`)
  module.name = entry.name
  module.comment ??= new Comment()
  module.comment.blockTags.push(new CommentTag('@group', [{ kind: 'text', text: 'Packages' }]))
  const folder = dirname(dirname(source))
  const file = join(folder, 'README.md')
  if (entry.name.split('/').length > 2) return
  project.files.registerReflectionPath(normalizePath(folder), module)
  if (!existsSync(file)) return
  project.files.registerReflectionPath(normalizePath(file), module)
  const readme = new MinimalSourceFile(readFileSync(file, 'utf8'), normalizePath(file))
  module.readme = app.converter.parseRawComment(readme, project.files).content
}

/** The contract's own types are thousands of members that the documents of the resources tell better. */
function close(wire: Reflection): void {
  if (!wire.isDeclaration()) return
  for (const member of [...(wire.children ?? [])]) wire.project.removeReflection(member)
}

/** A type of a resource leads to the document that lists its members: both have the resource's name. */
function linkResources(project: ProjectReflection): void {
  const documents = new Map(project.documents?.map((document) => [fileOf(document), document]))
  for (const reflection of project.getReflectionsByKind(ReflectionKind.Class | ReflectionKind.TypeAlias)) {
    const [, resource] = RESOURCE.exec(sourceOf(reflection)) ?? []
    const target = resource === undefined ? undefined : documents.get(`docs/resources/${resource}.md`)
    if (target === undefined) continue
    reflection.comment ??= new Comment()
    reflection.comment.blockTags.push(
      new CommentTag('@see', [
        { kind: 'inline-tag', tag: '@link', text: `${target.name}: every member and operation`, target },
      ]),
    )
  }
}

function fileOf(document: DocumentReflection): string {
  return relative(ROOT, document.project.files.getReflectionPath(document) ?? '')
}

/** The file that declares it. */
function sourceOf(reflection: Reflection): string {
  return reflection.project.getSymbolIdFromReflection(reflection)?.fileName ?? ''
}
