// Runs inside a user's project: `node smoke/main.mjs <package> <entry points…>`.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const [name, ...entries] = process.argv.slice(2)

for (const entry of entries) {
  const esm = await import(entry)
  const cjs = require(entry)
  // Node adds these two names to what it makes of a CommonJS module.
  const names = (module) => Object.keys(module).filter((key) => key !== 'default' && key !== '__esModule')
  assert.deepEqual(names(esm).sort(), names(cjs).sort(), `${entry}: import and require give different names`)
}

const { story } = await import(`./${name}.mjs`)
await story(await import(`@bahi/${name}`))
await story(require(`@bahi/${name}`))
