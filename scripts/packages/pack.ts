import { globSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../lib/command.ts'
import { manifest, type Published, ROOT } from '../lib/root.ts'

/** Packs a package as it would be published, workspace versions filled in. Returns the tarball's path. */
export async function pack(name: Published, folder: string): Promise<string> {
  const { packageManager = 'pnpm' } = manifest('.')
  const npx = ['--yes', '--prefer-offline', '--loglevel=error', packageManager, '--pm-on-fail=ignore']
  const cwd = join(ROOT, 'packages', name)
  const { output } = await must('npx', [...npx, 'pack', '--pack-destination', folder], { cwd })
  const [tarball, ...others] = globSync(`bahi-${name}-*.tgz`, { cwd: folder })
  if (tarball === undefined || others.length > 0)
    throw new Error(`packing ${name} made no single tarball\n${output}`)
  return join(folder, tarball)
}
