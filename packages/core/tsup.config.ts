import { existsSync } from 'node:fs'
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

/** Takes `x.browser.ts` or `x.web.ts` in the place of `x.ts` where there is one: the first that the build names. */
const variants = (...names: string[]): EsbuildPlugin => ({
  name: 'variants',
  setup(build) {
    build.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
      const files = names.map((name) => join(resolveDir, path.replace(/ts$/, `${name}.ts`)))
      const file = files.find((each) => existsSync(each))
      return file === undefined ? undefined : { path: file }
    })
  },
})

const entry = ['src/index.ts', 'src/drift.ts', 'src/masking.ts', 'src/opentelemetry.ts']

/** Everything but Node sends through fetch, and has no diagnostics channels: `web` mentions no module of Node's. */
export default defineConfig([
  { ...shared, entry, platform: 'node', dts: true, clean: true },
  { ...shared, entry: { web: 'src/index.ts' }, platform: 'neutral', esbuildPlugins: [variants('web')] },
  {
    ...shared,
    format: ['esm'],
    entry: { browser: 'src/index.ts' },
    platform: 'neutral',
    esbuildPlugins: [variants('browser', 'web')],
    esbuildOptions: (options) => {
      options.minifySyntax = true // folds what a variant leaves unused, which a bundler of built files can't
    },
  },
])
