import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { must } from '../lib/command.ts'
import { type Manifest, manifest, PUBLISHED, ROOT, TMP, tool } from '../lib/root.ts'
import { pack } from '../packages/pack.ts'

const FOLDER = join(TMP, 'release')

// A changeset may be a page; here its first words say which it is.
const SUMMARY = 120

/** What we read of `changeset status --output`. */
interface Plan {
  readonly changesets: readonly { readonly summary: string }[]
  readonly releases: readonly Release[]
}

interface Release {
  readonly name: string
  readonly type: 'major' | 'minor' | 'patch' | 'none'
  readonly oldVersion: string
  readonly newVersion: string
}

await main()

/** Shows what a release from here would publish. Changes nothing and sends nothing. */
async function main(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const plan = await planned()
  console.log(`${plan.changesets.length} changesets since the last release:\n`)
  for (const { summary } of plan.changesets) console.log(`- ${beginning(summary)}`)
  for (const name of PUBLISHED) {
    const release = plan.releases.find((release) => release.name === `@bahi/${name}`)
    console.log(`\n${titleOf(manifest(join('packages', name)), release)}`)
    console.log(await contents(await pack(name, FOLDER)))
  }
  const tarballs = relative(ROOT, FOLDER)
  console.log(
    `\nThe tarballs are in ${tarballs}, at the version that they have now. To try them: npm install ${tarballs}/*.tgz`,
  )
  const unnamed = PUBLISHED.filter((name) => manifest(join('packages', name)).repository === undefined)
  if (unnamed.length > 0)
    console.log(`\nBefore a real release: provenance needs \`repository\` in ${unnamed.join(', ')}.`)
}

function beginning(summary: string): string {
  const line = summary.replaceAll(/\s+/g, ' ').trim()
  return line.length <= SUMMARY ? line : `${line.slice(0, line.lastIndexOf(' ', SUMMARY))} …`
}

async function planned(): Promise<Plan> {
  const file = join(FOLDER, 'plan.json')
  await must(tool('changeset'), ['status', `--output=${relative(ROOT, file)}`])
  // Written by the changesets that we have just run.
  return JSON.parse(readFileSync(file, 'utf8')) as Plan
}

function titleOf({ name, version }: Manifest, release: Release | undefined): string {
  if (release === undefined || release.type === 'none') return `${name} ${version}: not released`
  return `${name} ${release.oldVersion} -> ${release.newVersion} (${release.type})`
}

/** The tarball's files with their sizes, largest first. */
async function contents(tarball: string): Promise<string> {
  const { stdout } = await must('tar', ['--list', '--verbose', '--gzip', '--file', tarball])
  const files = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/))
    .map((columns) => ({ bytes: Number(columns[2]), path: columns[5]?.replace('package/', '') ?? '' }))
    .sort((a, b) => b.bytes - a.bytes)
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const rows = files.map(({ bytes, path }) => `${kibibytes(bytes).padStart(10)}  ${path}`)
  return [...rows, `${kibibytes(total).padStart(10)}  in ${files.length} files`].join('\n')
}

function kibibytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`
}
