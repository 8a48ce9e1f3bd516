import { defineConfig } from 'tsup'

/** The contract is bundled in; everything else is a dependency of the package. */
const shared = { noExternal: ['@bahi/spec'], target: 'node22' as const, clean: false, sourcemap: false }

export default defineConfig([
  { ...shared, entry: ['src/index.ts'], format: ['esm', 'cjs'], dts: true },
  { ...shared, entry: ['src/main.ts'], format: ['esm'] },
])
