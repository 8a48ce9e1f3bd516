import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { TMP } from '../lib/root.ts'
import { compare, listed } from './dependencies.ts'
import { leaksIn } from './hygiene.ts'
import { oneSided } from './platforms.ts'
import { sourcesOf, tooLong } from './sizes.ts'

const lines = (count: number) => 'x()\n'.repeat(count)

test('sizes: a file of 250 lines passes, one of 251 is named', () => {
  expect(tooLong('a.ts', lines(250))).toEqual([])
  expect(tooLong('a.ts', lines(251))).toEqual([{ where: 'a.ts', fault: 'has 251 lines, over 250' }])
})

test.each([
  `function long() {\n${lines(60)}}`,
  `const long = async () => {\n${lines(60)}}`,
  `class C { long() {\n${lines(60)}} }`,
  `const o = { long() {\n${lines(60)}} }`,
])('sizes: a function of 62 lines is named: %.24s', (text) => {
  expect(tooLong('a.ts', text)).toEqual([{ where: 'a.ts#long', fault: 'has 62 lines, over 60' }])
})

test('sizes: what is generated or installed is not ours, wherever the checkout lies', () => {
  const root = join(mkdtempSync(join(TMP, 'sizes-')), 'a checkout [x]')
  onTestFinished(() => rmSync(dirname(root), { recursive: true }))
  for (const file of ['a.ts', 'generated/b.ts', 'node_modules/c/d.ts'].map((path) =>
    join(root, 'spec/src', path),
  )) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '')
  }
  expect(sourcesOf(root)).toEqual(['spec/src/a.ts'])
})

// Joined here, so that this file doesn't hold what it looks for.
const slash = (...parts: string[]) => `/${parts.join('/')}`
test.each([
  [slash('home', 'ann', 'bahi'), "a person's home folder"],
  [slash('Users', 'ann', 'bahi'), "a person's home folder"],
  [slash('root', '.npmrc'), 'a path of one machine'],
  [`https:/${slash('registry.example.com', 'zod')}`, 'a package registry'],
  [`    resolution: {tarball: http${'s'}:x}`, 'a package registry'],
  [`_auth${'Token'}=1`, 'a registry credential'],
])('hygiene: %s is a leak', (text, what) => {
  expect(leaksIn(`first\n${text}\n`)).toEqual([`${what} in line 2`])
})

test('hygiene: ordinary paths and addresses are none', () => {
  expect(leaksIn('src/work/x /var/lib/bahi https://bahi.dev/errors tmp/root/x a/home/b')).toEqual([])
  expect(leaksIn('see /opt/x', ['/opt/x'])).toEqual(["this machine's path in line 1"])
})

test('dependencies: one without a line, a line without one and a line without a reason are named', () => {
  const reasons = listed('- `zod`: validators\n- `old`: was used\n- `pg`:\n')
  expect(compare(new Set(['zod', 'pg', 'new']), reasons).map((fault) => fault.split(' ')[0])).toEqual([
    'new',
    'old',
    'pg',
  ])
})

test('platforms: a tool that the lock file has for Linux alone is named', () => {
  const lock = (...names: string[]) =>
    `packages:\n${names.map((name) => `\n  ${name.startsWith('@') ? `'${name}@1.0.0'` : `${name}@1.0.0`}:\n    os: [x]\n`).join('')}`
  const both = ['@a/linux-x64', '@a/darwin-arm64', 'b-linux-x64-gnu', 'b-linux-x64-musl', 'b-darwin-arm64']
  expect(oneSided(lock(...both))).toEqual([])
  expect(oneSided(lock(...both, '@c/cli-linux-x64'))).toEqual([
    'pnpm-lock.yaml has @c/cli-linux-x64, and no @c/cli-darwin-arm64',
  ])
})
