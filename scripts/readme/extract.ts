/**
 * A story: the blocks of one name in one file, run as one program in their order. `code` keeps every line where it was in
 * the document, so that an error's line number is the document's.
 */
export interface Story {
  file: string
  name: string
  language: 'ts' | 'sh'
  code: string
  /** `types`: compiled, not run. */
  mode: 'run' | 'types'
  /** What it must print, when the document shows it. */
  output?: string
}

type Directive =
  | { kind: 'story' | 'output'; name: string }
  | { kind: 'types' }
  | { kind: 'skip'; reason: string }

interface Block {
  /** Index of the first line of code. */
  line: number
  language: string
  lines: string[]
  directive: Directive | undefined
}

const LANGUAGES: Record<string, Story['language']> = {
  ts: 'ts',
  typescript: 'ts',
  js: 'ts',
  sh: 'sh',
  bash: 'sh',
}

/**
 * The stories of a Markdown document. Marks are HTML comments, so a reader doesn't see them, each on the line before a
 * fence: `<!-- story: NAME -->`, `<!-- output: NAME -->`, `<!-- types -->`, `<!-- skip: REASON -->`. A comment
 * `<!-- hidden: NAME` with code up to `-->` is part of the story without being shown. `unmarked: false` leaves blocks
 * without a mark alone; else each is a story of its own.
 */
export function extract(file: string, text: string, { unmarked }: { unmarked: boolean }): Story[] {
  const stories = new Map<string, Story>()
  for (const block of blocksOf(text)) {
    const { directive } = block
    if (directive?.kind === 'skip' || (directive === undefined && !unmarked)) continue
    if (directive?.kind === 'output') addOutput(stories, file, directive.name, block)
    else addCode(stories, file, block)
  }
  return [...stories.values()]
}

function addCode(stories: Map<string, Story>, file: string, block: Block): void {
  const language = LANGUAGES[block.language]
  if (language === undefined) return
  const { directive } = block
  const name = directive?.kind === 'story' ? directive.name : `line-${block.line + 1}`
  const mode = directive?.kind === 'types' ? 'types' : 'run'
  const story = stories.get(name) ?? { file, name, language, mode, code: '' }
  if (story.language !== language) throw new Error(`${file}:${block.line}: story ${name} mixes ts and sh`)
  story.code += place(story.code, block)
  stories.set(name, story)
}

function addOutput(stories: Map<string, Story>, file: string, name: string, block: Block): void {
  const story = stories.get(name)
  if (story === undefined)
    throw new Error(`${file}:${block.line}: output of ${name}, but no such story above it`)
  story.output = `${story.output ?? ''}${block.lines.join('\n')}\n`
}

/** The block's lines, pushed down to where they stand in the document; imports already made are blanked. */
function place(before: string, block: Block): string {
  const have = before === '' ? 0 : before.split('\n').length - 1
  const imports = new Set(before.split('\n').filter((line) => line.startsWith('import ')))
  const lines = block.lines.map((line) => (imports.has(line) ? '' : line))
  return '\n'.repeat(block.line - have) + lines.map((line) => `${line}\n`).join('')
}

function blocksOf(text: string): Block[] {
  const lines = text.split('\n')
  const blocks: Block[] = []
  for (let index = 0; index < lines.length; index++) {
    const block = fenceAt(lines, index) ?? hiddenAt(lines, index)
    if (block === undefined) continue
    blocks.push(block)
    index = block.line + block.lines.length
  }
  return blocks
}

function fenceAt(lines: readonly string[], index: number): Block | undefined {
  const [, fence, language] = /^(`{3,})(\w*)/.exec(lines[index] ?? '') ?? []
  if (fence === undefined || language === undefined) return undefined
  const body = until(lines, index + 1, fence)
  return { line: index + 1, language, lines: body, directive: directiveIn(lines[index - 1] ?? '') }
}

function hiddenAt(lines: readonly string[], index: number): Block | undefined {
  const [, name, language = 'ts'] = /^<!-- hidden: ([\w-]+)(?: (\w+))?$/.exec(lines[index] ?? '') ?? []
  if (name === undefined) return undefined
  return {
    line: index + 1,
    language,
    lines: until(lines, index + 1, '-->'),
    directive: { kind: 'story', name },
  }
}

function until(lines: readonly string[], from: number, end: string): string[] {
  const to = lines.indexOf(end, from)
  if (to === -1) throw new Error(`line ${from}: nothing closes this block with ${end}`)
  return lines.slice(from, to)
}

function directiveIn(line: string): Directive | undefined {
  const [, kind, rest = ''] = /^<!-- (\w+)(?:: (.+?))? -->$/.exec(line.trim()) ?? []
  if (kind === 'story' || kind === 'output') return { kind, name: rest }
  if (kind === 'types') return { kind }
  if (kind === 'skip' && rest !== '') return { kind, reason: rest }
  return undefined
}
