import { defineConfig } from 'tsup'

const typed = ['src/index.ts', 'src/signature.ts', 'src/express.ts', 'src/node.ts', 'src/fetch.ts']

export default defineConfig({
  // web.ts is index.ts for runtimes without node:crypto, and shares its types.
  entry: [...typed, 'src/web.ts'],
  format: ['esm', 'cjs'],
  // Types of @bahi/core are written out here, so that this package needs nothing beside itself.
  dts: { entry: typed, resolve: [/^@bahi\//] },
  target: 'node20',
  removeNodeProtocol: false,
  clean: true,
})
