import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { must } from './lib/command.ts'
import { PUBLISHED, type Published, TMP } from './lib/root.ts'
import { runsOn, withConsumer } from './packages/consumer.ts'
import { lint } from './packages/lint.ts'
import { pack } from './packages/pack.ts'

// Client packages must run on Node 20, so they run on the Node of this machine as well as on the tool chain's.
const HOST_NODE = process.env.BAHI_HOST_NODE ?? process.execPath

const named = process.argv.slice(2)
await main(PUBLISHED.filter((name) => named.length === 0 || named.includes(name)))

/** Packs what would be published, lints the tarballs, and installs and runs them as a user would. */
async function main(names: Published[]): Promise<void> {
  const tarballs = await packAll(names)
  const clients = names.filter((name) => name !== 'server')
  await told('publint and attw', () => lint(tarballs))
  await told('@bahi/webhooks alone, in a strict project', () =>
    withConsumer(only(tarballs, ['webhooks']), (consumer) => consumer.types(['webhooks'])),
  )
  await told('what installing @bahi/billing brings', () =>
    withConsumer(only(tarballs, ['core', 'billing']), (consumer) => consumer.footprint('billing')),
  )
  await withConsumer(tarballs, async (consumer) => {
    await told('types of the client packages, strict', () => consumer.types(clients))
    for (const node of new Set([HOST_NODE, process.execPath])) {
      const version = (await must(node, ['--version'])).stdout.trim()
      const able = names.filter((name) => runsOn(name, version))
      for (const name of able)
        await told(`@bahi/${name} on Node ${version}`, () => consumer.smoke(name, node))
    }
  })
}

async function packAll(names: Published[]): Promise<Map<string, string>> {
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
