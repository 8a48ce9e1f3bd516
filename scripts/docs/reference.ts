import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Application, OptionDefaults, type ProjectReflection } from 'typedoc'
import { manifest, PUBLISHED, type Published, ROOT } from '../lib/root.ts'
import { keepAliases } from './aliases.ts'
import { readIndex } from './index-page.ts'
import { findGuidesFirst } from './search.ts'
import { type Entry, tidy } from './tidy.ts'

/** A member's name and type may say it all (units end names); an export and a method never do. */
const REQUIRED = [
  'Enum',
  'Variable',
  'Function',
  'Class',
  'Interface',
  'TypeAlias',
  'Method',
  'Accessor',
] as const

/** Machinery of types that are shown, and what only the library constructs with. */
const UNNAMED: Partial<Record<Published, string[]>> = {
  core: [
    ...['Of', 'Operation', 'PathInput', 'QueryInput', 'BodyInput', 'Success', 'WirePage', 'ProblemMembers'],
    ...['Ca', 'Failure', 'FetchPage'],
  ],
  webhooks: ['Branded', 'Dispatch', 'ReceiverOptions'],
  server: ['KeyKind', 'Mode'],
  testing: ['Resources'],
}

/** TypeDoc with everything that is public and every document; what it finds wrong it tells its logger. */
export async function openReference(): Promise<{ app: Application; project: ProjectReflection }> {
  const documents = readIndex()
  const entries = publicEntries()
  const app = await Application.bootstrapWithPlugins({
    name: 'Bahi',
    basePath: ROOT,
    tsconfig: join(ROOT, 'scripts/docs/tsconfig.json'),
    skipErrorChecking: true, // the step `types` does it
    entryPoints: entries.map(({ source }) => source),
    projectDocuments: documents.map(({ file }) => join(ROOT, file)),
    packagesRequiringDocumentation: PUBLISHED.map((name) => `@bahi/${name}`),
    requiredToBeDocumented: [...REQUIRED],
    disableSources: true,
    excludePrivate: true,
    excludeInternal: true,
    excludeExternals: true,
    blockTags: [...OptionDefaults.blockTags, '@description'], // openapi-typescript's
    notRenderedTags: ['@description', '@group'],
    highlightLanguages: [...OptionDefaults.highlightLanguages, 'mermaid', 'sql'],
    groupOrder: [...new Set(documents.map(({ group }) => group)), 'Packages'],
    sort: ['documents-first', 'kind', 'alphabetical-ignoring-documents'],
    sortEntryPoints: false,
    navigation: { includeGroups: true, includeFolders: false },
    searchInComments: true,
    searchInDocuments: true,
    customCss: join(ROOT, 'scripts/docs/style.css'),
    hideGenerator: true,
  })
  keepAliases(app)
  tidy(app, documents, entries)
  findGuidesFirst(app, documents)
  const project = await app.convert()
  if (project === undefined) throw new Error('TypeDoc could not read the packages')
  return { app, project }
}

/** Tells the logger of what is undocumented, links nowhere, or is shown without being exported. */
export function validate(app: Application, project: ProjectReflection): void {
  app.options.setValue('validation', {
    ...NOTHING,
    notDocumented: true,
    invalidLink: true,
    invalidPath: true,
  })
  app.validate(project)
  // TypeDoc asks only the project's own package for its exports, and a project of several has none.
  for (const name of PUBLISHED) {
    project.packageName = `@bahi/${name}`
    app.options.setValue('validation', { ...NOTHING, notExported: true })
    app.options.setValue('intentionallyNotExported', UNNAMED[name] ?? [])
    app.validate(project)
  }
}

const NOTHING = {
  notExported: false,
  notDocumented: false,
  invalidLink: false,
  invalidPath: false,
  rewrittenLink: false,
  unusedMergeModuleWith: false,
}

/** What can be imported, but for the resources alone: those are what `@bahi/billing` gives. */
function publicEntries(): Entry[] {
  return PUBLISHED.flatMap((name) => {
    const exports = Object.keys(manifest(`packages/${name}`).exports ?? {})
    return exports.map((entry) => ({
      name: `@bahi/${name}${entry.slice(1)}`,
      source: join(ROOT, 'packages', name, 'src', `${entry === '.' ? 'index' : entry.slice(2)}.ts`),
    }))
  }).filter(({ source }) => existsSync(source))
}
