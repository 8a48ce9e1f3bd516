import { defineConfig } from 'vitest/config'

/** The tests of the tools themselves. */
export default defineConfig({
  test: { include: ['scripts/**/*.test.ts'], root: '.', testTimeout: 30_000 },
})
