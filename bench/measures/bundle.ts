import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { OURS, type Row, tell } from '../lib/row.ts'

const FOLDER = fileURLToPath(new URL('..', import.meta.url))

const one = `import { createClient } from '@bahi/core'; import { Invoices } from '@bahi/billing/invoices'; globalThis.x = new Invoices(createClient({}))`

const entries = [
  { name: OURS, what: 'one resource', script: one, bar: '<= 6' },
  { name: OURS, what: 'everything', script: `export * from '@bahi/billing'`, bar: '<= 15' },
  {
    name: 'openapi-fetch',
    what: 'one resource',
    script: `import create from 'openapi-fetch'; globalThis.x = create({})`,
  },
  {
    name: '@octokit/core',
    what: 'one resource',
    script: `import { Octokit } from '@octokit/core'; globalThis.x = new Octokit()`,
  },
  {
    name: 'openai',
    what: 'one resource',
    script: `import OpenAI from 'openai'; globalThis.x = new OpenAI()`,
  },
  {
    name: 'stripe',
    what: 'one resource',
    script: `import Stripe from 'stripe'; globalThis.x = new Stripe('')`,
  },
]

/** KiB, minified and gzipped, as a browser's bundle has it. */
async function sizeOf(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: FOLDER },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
    // The repository's own path aliases would lead to sources.
    tsconfigRaw: '{}',
  })
  return gzipSync(outputFiles[0]?.contents ?? '').length / 1024
}

const rows: Row[] = []
for (const { name, what, script, bar } of entries) {
  const measure = `bundle, client and ${what}, min+gzip`
  const row = { measure, name, value: await sizeOf(script), unit: 'KiB' }
  rows.push(bar === undefined ? row : { ...row, bar })
}
tell(rows)
