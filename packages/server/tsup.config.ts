import { defineConfig } from 'tsup'

const shared = { target: 'node22' as const, clean: false, sourcemap: false }

export default defineConfig([
  // the contract is bundled in; everything else is a dependency of the package
  { ...shared, entry: ['src/index.ts'], format: ['esm', 'cjs'], dts: true, noExternal: ['@bahi/spec'] },
  // the bin is one file with all but the PostgreSQL driver: half of a start is finding and reading modules
  {
    ...shared,
    entry: ['src/main.ts'],
    format: ['esm'],
    noExternal: [/^(?!pg$)/],
    splitting: true,
    banner: {
      js: "import { createRequire as bahiRequire } from 'node:module'; const require = bahiRequire(import.meta.url);",
    },
  },
])
