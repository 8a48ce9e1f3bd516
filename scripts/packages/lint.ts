import { command, must } from '../lib/command.ts'
import { type Manifest, tool } from '../lib/root.ts'

/** publint, "are the types wrong" and our own rule over the packed tarballs; throws what they found. */
export async function lint(tarballs: ReadonlyMap<string, string>): Promise<undefined> {
  const faults: string[] = []
  for (const [name, tarball] of tarballs) {
    // Node 10's resolution knows no `exports`, so subpaths can't exist there: node16 is the oldest profile that counts.
    const types = [
      '--profile',
      'node16',
      '--no-definitely-typed',
      '--format',
      'ascii',
      '--no-emoji',
      '--no-color',
    ]
    const results = [
      await command(tool('publint'), ['run', tarball, '--strict']),
      await command(tool('attw'), [tarball, ...types]),
    ]
    for (const { code, output } of results) if (code !== 0) faults.push(`@bahi/${name}\n${output}`)
    for (const script of await scriptsOf(tarball)) faults.push(`@bahi/${name} has a script: ${script}`)
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

/** A user's install runs none, and none of ours runs there. */
async function scriptsOf(tarball: string): Promise<string[]> {
  const { stdout } = await must('tar', ['-xzOf', tarball, 'package/package.json'])
  // The manifest that we packed.
  const { scripts = {} } = JSON.parse(stdout) as Manifest
  return Object.keys(scripts)
}
