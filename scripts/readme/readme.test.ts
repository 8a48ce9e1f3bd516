import { expect, test } from 'vitest'
import { extract } from './extract.ts'
import { differs } from './match.ts'

const fence = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\`\n`
const stories = (text: string, unmarked = true) => extract('a.md', text, { unmarked })

test('readme: blocks of one name are one program, hidden code included, each line where it was', () => {
  const one = `<!-- story: tour -->\n${fence('ts', "import { a } from 'a'\na()")}`
  const two = `<!-- story: tour -->\n${fence('ts', "import { a } from 'a'\na(2)")}`
  const [story, ...others] = stories(`# Title\n${one}words\n${two}<!-- hidden: tour\nclose()\n-->\n`)
  expect(others).toEqual([])
  const lines = story?.code.split('\n') ?? []
  expect(lines.map((line, index) => `${index + 1} ${line}`).filter((line) => /\S \S/.test(line))).toEqual([
    "4 import { a } from 'a'",
    '5 a()',
    '11 a(2)',
    '14 close()',
  ])
})

test('readme: an unmarked block is a story of its own, or left alone when only marked ones count', () => {
  const text = `${fence('ts', 'a()')}${fence('sh', 'b')}${fence('json', '{}')}`
  expect(stories(text).map(({ name, language }) => [name, language])).toEqual([
    ['line-2', 'ts'],
    ['line-5', 'sh'],
  ])
  expect(stories(text, false)).toEqual([])
})

test('readme: a skipped block needs a reason, and types are not run', () => {
  expect(stories(`<!-- skip: opens a browser -->\n${fence('ts', 'a()')}`)).toEqual([])
  expect(stories(`<!-- skip -->\n${fence('ts', 'a()')}`)).toHaveLength(1)
  expect(stories(`<!-- types -->\n${fence('ts', 'a()')}`)[0]?.mode).toBe('types')
})

test('readme: output belongs to the story above it', () => {
  const text = `<!-- story: tour -->\n${fence('sh', 'a')}<!-- output: tour -->\n${fence('text', 'hello')}`
  expect(stories(text)[0]?.output).toBe('hello\n')
  expect(() => stories(`<!-- output: tour -->\n${fence('text', 'hello')}`)).toThrow('no such story')
})

test('readme: an unclosed block throws', () => {
  expect(() => stories('```ts\na()\n')).toThrow('nothing closes')
})

test('readme: … stands for text in a line, alone for lines; the rest must agree', () => {
  expect(differs('key sk_test_…\ntotal 6.60\n', 'key sk_test_01J\ntotal 6.60\n')).toBeUndefined()
  expect(differs('a\n…\nd', 'a\nb\nc\nd\n')).toBeUndefined()
  expect(differs('a\n…\nd', 'a\nd\n')).toBeUndefined()
  expect(differs('total 6.60', 'total 6x60')).toContain('but it printed')
  expect(differs('a', 'a\nb')).toContain('  b')
})
