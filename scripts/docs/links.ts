import { command } from '../lib/command.ts'
import { tool } from '../lib/root.ts'

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'VERSIONING.md',
  'docs',
  'packages',
  'spec/README.md',
]

// Only files of this repository: a page of somebody else's that is down must not stop a change.
const VALIDATE = ['--use', 'remark-validate-links=repository:false']

/** What links nowhere, a file or a heading of it, or undefined. */
export async function brokenLinks(files: readonly string[] = DOCUMENTS): Promise<string | undefined> {
  const args = ['--quiet', '--frail', '--no-stdout', '--no-config', ...VALIDATE, ...files]
  const { code, output } = await command(tool('remark'), args)
  return code === 0 ? undefined : output
}
