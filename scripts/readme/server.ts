import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../lib/root.ts'

/** The line that the server prints with `--json` when it is ready. */
interface Ready {
  url: string
  tenant_id: string
  keys: { test: { secret: string; publishable: string }; live: { secret: string; publishable: string } }
}

export interface RunningServer {
  url: string
  /** What a block finds in its environment. */
  env: Record<string, string>
  close: () => Promise<void>
}

const BUILT = join(ROOT, 'packages', 'server', 'dist', 'main.js')

/** Starts the built server in memory on a free port, with its demo data. */
export async function startServer(main = BUILT): Promise<RunningServer> {
  const child = spawn(process.execPath, [main, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`the server ended with ${code} before it was ready`)),
    ),
  ])
  // Our own server's first line.
  const ready = JSON.parse(String(line)) as Ready
  const close = async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
  try {
    return { url: ready.url, env: await environment(ready), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function environment({ url, tenant_id, keys }: Ready): Promise<Record<string, string>> {
  const first = (path: string) => firstId(`${url}/v1${path}`, keys.test.secret)
  return {
    HOST: url,
    KEY: keys.test.secret,
    LIVE_KEY: keys.live.secret,
    TENANT_ID: tenant_id,
    CONTACT_ID: await first('/contacts'),
    ITEM_ID: await first('/products'),
    INVOICE_ID: await first('/invoices?status=draft'),
    BAHI_API_KEY: keys.test.secret,
    BAHI_PUBLISHABLE_KEY: keys.test.publishable,
    BAHI_BASE_URL: `${url}/v1`,
    BAHI_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  }
}

async function firstId(url: string, key: string): Promise<string> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } })
  // Our own server's list.
  const { data } = (await response.json()) as { data?: { id: string }[] }
  return data?.[0]?.id ?? ''
}
