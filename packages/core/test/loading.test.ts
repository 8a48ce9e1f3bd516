import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const source = new URL('../src/index.ts', import.meta.url)

/** Runs a script in a process of its own, to which nothing else was imported; what it logs is JSON. */
async function alone(script: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
    env: { ...process.env, BAHI_API_KEY: 'sk_test_x', BAHI_BASE_URL: 'http://127.0.0.1:9/v1' },
  })
  return JSON.parse(stdout)
}

const LOADED = `process.moduleLoadList.filter((name) => /undici|NativeModule (http|https|tls)$/.test(name))`

test('importing and constructing loads neither the fetch of Node nor its HTTP', async () => {
  const script = `
    const { createClient } = await import(${JSON.stringify(source.href)})
    createClient()
    console.log(JSON.stringify(${LOADED}))
  `
  expect(await alone(script)).toEqual([])
})

test('importing and constructing touches no Request, Headers or Response', async () => {
  const script = `
    const touched = []
    for (const name of ['Request', 'Response', 'Headers', 'FormData', 'WebSocket', 'EventSource']) {
      Object.defineProperty(globalThis, name, { get: () => void touched.push(name) })
    }
    const { createClient } = await import(${JSON.stringify(source.href)})
    createClient()
    console.log(JSON.stringify(touched))
  `
  expect(await alone(script)).toEqual([])
})

test('a call over HTTP does not load the fetch of Node', async () => {
  const script = `
    const { createClient } = await import(${JSON.stringify(source.href)})
    const code = await createClient({ maxRetries: 0 }).request('get', '/tenant', {}).catch((error) => error.code)
    console.log(JSON.stringify([code, ...${LOADED}]))
  `
  expect(await alone(script)).toEqual(['connection_failed', 'NativeModule http'])
})

test('no source imports a module of networking before it is needed: a bundler would put it first', () => {
  const folder = fileURLToPath(new URL('../src', import.meta.url))
  const sources = globSync('**/*.ts', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'))
  expect(sources.length).toBeGreaterThan(30)
  const imports = sources.flatMap(
    (text) => text.match(/^import (?!type ).*'node:(http|https|tls|net)'/gm) ?? [],
  )
  expect(imports).toEqual([])
})

test('a process that has called ends by itself', async () => {
  const script = `
    const { createServer } = process.getBuiltinModule('node:http')
    const { createClient } = await import(${JSON.stringify(source.href)})
    const server = createServer((_, response) => response.end('{"id":"tnt_1"}')).listen(0, '127.0.0.1', async () => {
      const baseUrl = 'http://127.0.0.1:' + server.address().port + '/v1'
      const { id } = await createClient({ baseUrl }).request('get', '/tenant', {})
      server.close()
      console.log(JSON.stringify({ id }))
    })
  `
  expect(await alone(script)).toEqual({ id: 'tnt_1' })
})
