import { defineConfig } from 'tsup'

const adapters = ['express', 'fastify', 'fetch', 'hono', 'koa', 'next', 'next-pages', 'node']
const typed = ['index', 'signature', 'stores', ...adapters].map((name) => `src/${name}.ts`)

export default defineConfig({
  // web.ts is index.ts for runtimes without node:crypto, and shares its types.
  entry: [...typed, 'src/web.ts'],
  format: ['esm', 'cjs'],
  // The contract's types are written out in ours, so that this package needs nothing beside itself; of core's names
  // only theirs are used, so their own file stands in for the whole of core.
  dts: {
    entry: typed,
    resolve: true,
    compilerOptions: { paths: { '@bahi/core': ['../core/src/generated/openapi.ts'] } },
  },
  target: 'node20',
  removeNodeProtocol: false,
  clean: true,
})
