import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Billing } from '../src/index.ts'
import build from '../tsup.config.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** The resources by the name that `Billing` gives them. */
const getters = Object.entries(Object.getOwnPropertyDescriptors(Billing.prototype))
  .filter(([name, { get }]) => get !== undefined && name !== 'client')
  .map(([name]) => name)

/** What is importable beside them. */
const helpers = ['money']

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const entries: Record<string, string> = 'entry' in build ? Object(build.entry) : {}

test('every resource of Billing is importable alone, under its own name', () => {
  const { exports } = JSON.parse(read('../package.json'))
  const names = [...getters.map(kebab), ...helpers].sort()
  expect(Object.keys(exports).sort()).toEqual(
    ['.', './package.json', ...names.map((name) => `./${name}`)].sort(),
  )
  expect(Object.keys(entries).sort()).toEqual(['index', ...names].sort())
  for (const name of names) {
    expect(exports[`./${name}`]).toEqual({
      import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
      require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
    })
  }
})

test('every resource file is an entry, and takes a client at run time from nobody', () => {
  const files = readdirSync(new URL('../src/resources', import.meta.url))
  const built = Object.values(entries).filter((path) => path.startsWith('src/resources/'))
  expect(built.sort()).toEqual(files.map((file) => `src/resources/${file}`).sort())
  for (const file of files) {
    const imports = read(`../src/resources/${file}`).match(/^import .*/gm) ?? []
    expect(imports.filter((line) => !line.startsWith('import type'))).toEqual([])
  }
})
