import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { must } from './lib/command.ts'
import { PUBLISHED, type Published, TMP } from './lib/root.ts'
import { type Consumer, peersOf, runsOn, withConsumer } from './packages/consumer.ts'
import { lint } from './packages/lint.ts'
import { pack } from './packages/pack.ts'
import { installRuntimes, type Runtime } from './packages/runtimes.ts'
import { withEsbuild, withVite } from './packages/web/bundle.ts'
import { inChromium } from './packages/web/page.ts'
import { openScene } from './packages/web/scene.ts'
import { inWorkerd } from './packages/web/worker.ts'

// Client packages must run on Node 20, so they run on the Node of this machine as well as on the tool chain's.
const HOST_NODE = process.env.BAHI_HOST_NODE ?? process.execPath

/** The server and what embeds it promise Node alone. */
const EMBEDDING: readonly Published[] = ['server', 'testing']

await main(process.argv.includes('--every-runtime'))

/** Packs what would be published, lints the tarballs, and installs and runs them as a user would. */
async function main(onEveryRuntime: boolean): Promise<void> {
  const tarballs = await packAll(PUBLISHED)
  await told('publint and attw', () => lint(tarballs))
  await told('@bahi/webhooks alone, in a strict project', () =>
    withConsumer(only(tarballs, ['webhooks']), (consumer) => consumer.types(['webhooks'])),
  )
  await told('what installing @bahi/billing brings', () =>
    withConsumer(only(tarballs, ['core', 'billing']), (consumer) => consumer.footprint('billing')),
  )
  const peers = Object.assign({}, ...PUBLISHED.map(peersOf))
  await withConsumer(tarballs, (consumer) => runAll(consumer, onEveryRuntime), peers)
}

/** All packages in one project. */
async function runAll(consumer: Consumer, onEveryRuntime: boolean): Promise<void> {
  const clients = PUBLISHED.filter((name) => !EMBEDDING.includes(name))
  await told('types of the client packages, strict', () => consumer.types(clients))
  await told('the links of the packed documents', async () => consumer.documents([...PUBLISHED]))
  const local = [...new Set([HOST_NODE, process.execPath])]
  const installed = onEveryRuntime ? await installRuntimes() : undefined
  const runtimes = [...(await Promise.all(local.map(ofThisMachine))), ...(installed?.runtimes ?? [])]
  for (const runtime of runtimes) await smokeOn(runtime, consumer)
  await onTheWeb(consumer, installed?.workerd)
}

async function ofThisMachine(command: string): Promise<Runtime> {
  const version = (await must(command, ['--version'])).stdout.trim()
  return { name: `Node ${version}`, node: version, command, args: [] }
}

async function smokeOn(runtime: Runtime, consumer: Consumer): Promise<void> {
  const able = PUBLISHED.filter((name) =>
    runtime.node === undefined ? !EMBEDDING.includes(name) : runsOn(name, runtime.node),
  )
  for (const name of able) await told(`@bahi/${name} on ${runtime.name}`, () => consumer.smoke(name, runtime))
}

/** The client packages, bundled, against the packed server. */
async function onTheWeb({ folder }: Consumer, workerd: string | undefined): Promise<void> {
  const scene = await openScene(folder)
  try {
    await told('a page bundled by esbuild and by vite', () =>
      inChromium(folder, [withEsbuild, withVite], scene),
    )
    if (workerd !== undefined) await told('a Worker in workerd', () => inWorkerd(folder, workerd, scene))
  } finally {
    await scene.close()
  }
}

async function packAll(names: readonly Published[]): Promise<Map<string, string>> {
  const folder = join(TMP, 'packages')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const tarballs = new Map<string, string>()
  for (const name of names) tarballs.set(name, await pack(name, folder))
  return tarballs
}

async function told(title: string, work: () => Promise<string | undefined>): Promise<void> {
  try {
    const note = await work()
    console.log(`ok   ${title}${note === undefined ? '' : `: ${note}`}`)
  } catch (error) {
    console.log(`FAIL ${title}\n${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}

function only(tarballs: ReadonlyMap<string, string>, names: string[]): Map<string, string> {
  return new Map([...tarballs].filter(([name]) => names.includes(name)))
}
