import { join } from 'node:path'
import { defineConfig, type Options } from 'tsup'

const shared: Options = {
  format: ['esm', 'cjs'],
  target: 'es2022',
  treeshake: true,
  splitting: false,
  removeNodeProtocol: false,
}

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number]

/** Everything but Node sends through fetch, and has no diagnostics channels: this build mentions no module of Node's. */
const forTheWeb: EsbuildPlugin = {
  name: 'for-the-web',
  setup(build) {
    build.onResolve({ filter: /\/(transport|telemetry)\/default\.ts$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/[.]ts$/, '.web.ts')),
    }))
  },
}

const entry = ['src/index.ts', 'src/drift.ts', 'src/masking.ts', 'src/opentelemetry.ts']

export default defineConfig([
  { ...shared, entry, platform: 'node', dts: true, clean: true },
  { ...shared, entry: { web: 'src/index.ts' }, platform: 'neutral', esbuildPlugins: [forTheWeb] },
])
