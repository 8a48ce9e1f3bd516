import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/msw.ts'],
  format: ['esm', 'cjs'],
  target: 'node22',
  treeshake: true,
  dts: true,
  removeNodeProtocol: false,
  clean: true,
})
