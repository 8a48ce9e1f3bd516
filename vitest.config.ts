import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The resources of the SDK that can be imported alone, and the words that their files are named after. */
const billingResources = [
  ['api-keys', 'api-key'],
  ['billables', 'billable'],
  ['contacts', 'contact'],
  ['deliveries', 'delivery'],
  ['events', 'event'],
  ['invoices', 'invoice'],
  ['products', 'product'],
  ['tenant', 'tenant'],
  ['webhook-endpoints', 'webhook-endpoint'],
]

/** Packages are imported by name, as users do, and read from their sources. The longer names come first. */
const alias = [
  ...billingResources.map(([name, file]) => ({
    find: `@bahi/billing/${name}`,
    replacement: at(`packages/billing/src/resources/${file}.ts`),
  })),
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
            'examples/*/test/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**'],
          setupFiles: [at('scripts/test/property-runs.ts')],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
