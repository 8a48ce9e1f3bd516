import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { must } from '../../scripts/lib/command.ts'
import { PUBLISHED, ROOT, TMP } from '../../scripts/lib/root.ts'
import { pack } from '../../scripts/packages/pack.ts'

const FOLDER = join(TMP, 'bench')
const BENCH = join(ROOT, 'bench')

/** A copy of this folder in which our packages are the packed tarballs, and peers are as installed. Answers its path. */
export async function packedBench(): Promise<string> {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(join(FOLDER, 'tarballs'), { recursive: true })
  // What measures share with the tools, where they look for it.
  rmSync(join(TMP, 'scripts'), { force: true })
  symlinkSync(join(ROOT, 'scripts'), join(TMP, 'scripts'))
  for (const part of ['lib', 'measures']) cpSync(join(BENCH, part), join(FOLDER, part), { recursive: true })
  for (const name of PUBLISHED.filter((name) => name !== 'testing')) {
    const tarball = await pack(name, join(FOLDER, 'tarballs'))
    const target = join(FOLDER, 'node_modules', '@bahi', name)
    mkdirSync(target, { recursive: true })
    await must('tar', [
      '--extract',
      '--gzip',
      '--strip-components=1',
      '--file',
      tarball,
      '--directory',
      target,
    ])
  }
  for (const from of [BENCH, ROOT, ...PUBLISHED.map((name) => join(ROOT, 'packages', name))])
    linkAll(join(from, 'node_modules'))
  return FOLDER
}

function linkAll(from: string): void {
  for (const name of readdirSync(from).filter((name) => !name.startsWith('.'))) {
    const inside = name.startsWith('@')
      ? readdirSync(join(from, name)).map((rest) => `${name}/${rest}`)
      : [name]
    for (const full of inside) link(full, join(from, full))
  }
}

function link(name: string, target: string): void {
  const path = join(FOLDER, 'node_modules', name)
  if (existsSync(path)) return
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path)
}
