import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Packages are imported by name, as users do, and read from their sources. */
const alias = [
  { find: /^@bahi\/(core|webhooks|server|testing)\/(.+)$/, replacement: `${at('packages')}/$1/src/$2.ts` },
  {
    find: /^@bahi\/(billing|core|webhooks|server|testing)$/,
    replacement: `${at('packages')}/$1/src/index.ts`,
  },
  { find: /^@bahi\/spec$/, replacement: at('spec/src/index.ts') },
]

type Engine = 'memory' | 'disk' | 'postgres'

/** The server's tests, once an engine. `x.disk.test.ts` is for one engine alone; what needs no store runs once, in `packages`. */
function server(engine: Engine) {
  const others = (['memory', 'disk', 'postgres'] as const).filter((other) => other !== engine)
  return {
    resolve: { alias },
    test: {
      name: engine,
      include: ['packages/server/test/**/*.test.ts'],
      exclude: [
        '**/node_modules/**',
        'packages/server/test/unit/**',
        ...others.map((other) => `**/*.${other}.test.ts`),
      ],
      provide: { engine },
      globalSetup: engine === 'postgres' ? [at('packages/server/test/support/postgres.ts')] : [],
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      server('memory'),
      server('disk'),
      server('postgres'),
      {
        resolve: { alias },
        test: {
          name: 'packages',
          include: [
            'spec/test/**/*.test.ts',
            'packages/{core,billing,webhooks,testing}/test/**/*.test.ts',
            'packages/server/test/unit/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**'],
          setupFiles: [at('scripts/test/property-runs.ts')],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
