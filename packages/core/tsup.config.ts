import { defineConfig, type Options } from 'tsup'

const shared: Options = {
  format: ['esm', 'cjs'],
  target: 'es2022',
  // Rollup's interop reads openapi-fetch's CommonJS default export as it is meant; esbuild's does not.
  treeshake: true,
  splitting: false,
  removeNodeProtocol: false,
}

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number]

/** Everything but Node sends through fetch: this build has no mention of node:http. */
const webTransport: EsbuildPlugin = {
  name: 'web-transport',
  setup(build) {
    build.onResolve({ filter: /\/transport\/default\.ts$/ }, ({ resolveDir }) => ({
      path: `${resolveDir}/transport/default.web.ts`,
    }))
  },
}

export default defineConfig([
  { ...shared, entry: ['src/index.ts'], platform: 'node', dts: true, clean: true },
  { ...shared, entry: { web: 'src/index.ts' }, platform: 'neutral', esbuildPlugins: [webTransport] },
])
