import { strict as assert } from 'node:assert'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { forWorkerd, writeModule } from './bundle.ts'
import { type Scene, secretTruth, webhookTruth } from './scene.ts'

const main = `
import { secretStory, webhookStory } from './web.mjs'
export default {
  async fetch(request) {
    const { secret, webhook } = await request.json()
    return Response.json({ secret: await secretStory(secret), webhook: await webhookStory(webhook) })
  },
}
`

// Outbound requests may reach this machine, where the server is; workerd forbids that by default.
const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "dist/worker.js")],
      compatibilityDate = "2026-11-01")),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`

const START_MS = 20_000

/** Bundles the packages as a Worker would and lets workerd run them. */
export async function inWorkerd(folder: string, workerd: string, scene: Scene): Promise<undefined> {
  await forWorkerd(folder, writeModule(folder, 'worker.mjs', main))
  writeFileSync(join(folder, 'worker.capnp'), config)
  const child = spawn(workerd, ['serve', '--control-fd=1', 'worker.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const { secret, webhook } = scene
    const answer = await fetch(`http://127.0.0.1:${await portOf(child)}/`, {
      method: 'POST',
      body: JSON.stringify({ secret, webhook }),
    })
    const text = await answer.text()
    assert.equal(answer.status, 200, text)
    assert.deepEqual(JSON.parse(text), { secret: secretTruth, webhook: webhookTruth })
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}

/** workerd tells the port that it chose on its control descriptor. */
async function portOf(child: ChildProcess): Promise<number> {
  let told = ''
  const signal = AbortSignal.timeout(START_MS)
  for await (const chunk of child.stdout ?? []) {
    signal.throwIfAborted()
    told += String(chunk)
    const port = /"event":"listen".*?"port":(\d+)/.exec(told)?.[1]
    if (port !== undefined) return Number(port)
  }
  throw new Error(`workerd did not start: ${told}`)
}
