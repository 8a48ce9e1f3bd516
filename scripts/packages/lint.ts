import { command } from '../lib/command.ts'
import { tool } from '../lib/root.ts'

/** publint and "are the types wrong" over the packed tarballs; throws what they found. */
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
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
}
