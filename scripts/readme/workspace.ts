import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PUBLISHED, ROOT, TMP } from '../lib/root.ts'

export const FOLDER = join(TMP, 'readme')

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    moduleDetection: 'force',
    types: ['node'],
  },
  include: ['*.ts'],
}

/** A project as a user has it: our packages as they are built, and what the examples and tests use beside them. */
export function prepareWorkspace(): void {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify(TSCONFIG))
  for (const name of PUBLISHED) link(`@bahi/${name}`, join(ROOT, 'packages', name))
  const examples = join(ROOT, 'examples')
  for (const example of readdirSync(examples)) linkAll(join(examples, example, 'node_modules'))
  for (const name of PUBLISHED) linkAll(join(ROOT, 'packages', name, 'node_modules'))
  linkAll(join(ROOT, 'node_modules'))
}

function linkAll(from: string): void {
  if (!existsSync(from)) return
  const names = readdirSync(from).filter((name) => !name.startsWith('.'))
  for (const name of names) {
    const scoped = name.startsWith('@')
      ? readdirSync(join(from, name)).map((rest) => `${name}/${rest}`)
      : [name]
    for (const full of scoped) link(full, join(from, full))
  }
}

function link(name: string, target: string): void {
  const path = join(FOLDER, 'node_modules', name)
  if (existsSync(path)) return
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path)
}
