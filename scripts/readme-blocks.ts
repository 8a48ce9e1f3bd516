import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from './lib/command.ts'
import { exists, manifest, ROOT, tool } from './lib/root.ts'
import { extract, type Story } from './readme/extract.ts'
import { differs } from './readme/match.ts'
import { startServer } from './readme/server.ts'
import { FOLDER, prepareWorkspace } from './readme/workspace.ts'

// A block of a document is read by a person in a minute; one that runs longer waits for something.
const TIMEOUT_MS = 120_000
// The address that documents show; a block runs against a server of its own on a free port.
const SHOWN = 'http://127.0.0.1:4010'

process.exitCode = await main()

/** Compiles and runs the code blocks of the documents; see readme/extract.ts for how they are marked. */
async function main(): Promise<number> {
  const stories = documents().flatMap(({ file, unmarked }) =>
    extract(file, readFileSync(join(ROOT, file), 'utf8'), { unmarked }),
  )
  prepareWorkspace()
  for (const story of stories) writeFileSync(sourceOf(story), story.code)
  const types = await command(tool('tsc'), ['-p', FOLDER])
  let failed = types.code
  if (types.code !== 0) console.log(`the blocks don't compile (lines are the documents')\n${types.output}`)
  for (const story of stories) {
    const fault = await check(story)
    if (fault !== undefined) failed++
    console.log(`${fault === undefined ? 'ok  ' : 'FAIL'} ${story.file} ${story.name}`)
    if (fault !== undefined) console.log(fault.trimEnd().replaceAll(/^/gm, '     '))
  }
  console.log(`${stories.length} stories`)
  return failed > 0 || stories.length === 0 ? 1 : 0
}

/** The files that were named, or every README and what is marked in docs/. */
function documents(): { file: string; unmarked: boolean }[] {
  const named = process.argv.slice(2)
  if (named.length > 0) return named.map((file) => ({ file, unmarked: true }))
  const readmes = globSync(['README.md', 'packages/*/README.md'], { cwd: ROOT }).sort()
  const others = globSync('docs/**/*.md', { cwd: ROOT }).sort()
  if (!exists('README.md')) throw new Error('README.md is missing')
  return [
    ...readmes.map((file) => ({ file, unmarked: true })),
    ...others.map((file) => ({ file, unmarked: false })),
  ]
}

/** Returns what is wrong with a story. */
async function check(story: Story): Promise<string | undefined> {
  if (story.mode === 'types') return undefined
  if (story.language === 'sh' && !/\bcurl\b/.test(story.code) && story.output === undefined) {
    return unknownCommands(story.code)
  }
  const server = await startServer()
  try {
    const { code, stdout, output } = await run(story, server.url, server.env)
    if (code !== 0) return `it ended with ${code}\n${output}`
    return story.output === undefined
      ? undefined
      : differs(story.output, stdout.replaceAll(server.url, SHOWN))
  } finally {
    await server.close()
  }
}

function run(story: Story, url: string, env: Record<string, string>) {
  const source = sourceOf(story)
  writeFileSync(source, story.code.replaceAll(SHOWN, url))
  const options = { env, timeoutMs: TIMEOUT_MS }
  return story.language === 'ts'
    ? command(process.execPath, [source], { ...options, cwd: FOLDER })
    : command('bash', ['-euo', 'pipefail', source], { ...options, cwd: ROOT })
}

/** Commands that would install, clone or wait aren't run, but the npm scripts they name must exist. */
function unknownCommands(code: string): string | undefined {
  const scripts = (manifest('.') as { scripts?: Record<string, string> }).scripts ?? {}
  const named = [...code.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)].map(
    ([, run, short]) => run ?? short ?? '',
  )
  const unknown = named.filter((name) => !(name in scripts))
  return unknown.length === 0 ? undefined : `no npm script named ${unknown.join(', ')}`
}

function sourceOf({ file, name, language }: Story): string {
  return join(FOLDER, `${file.replaceAll(/[^\w]/g, '-')}-${name}.${language}`)
}
