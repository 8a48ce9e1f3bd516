import { ownMembers, problemCodes } from '../../src/index.ts'
import type { Document } from '../openapi/shape.ts'
import { knownShapes } from './known-shapes.ts'
import { prefixes } from './prefixes.ts'
import { sensitiveNames } from './sensitive-names.ts'

const FIRST_LINE = '// Generated from spec/src by `npm run generate`: change the contract, not this file.'

/** What the client reads of the contract at run time, each in a file of its own, so that nobody ships what they don't use. */
export function facts(document: Document): Record<string, string> {
  return {
    'prefixes.ts': file(
      'What the prefix of an id stands for.',
      'prefixes: Readonly<Record<string, string>>',
      prefixes(document),
    ),
    'sensitive-names.ts': file(
      'Members that the contract marks as personal or secret.',
      'sensitiveNames: readonly string[]',
      sensitiveNames(document),
    ),
    'known-shapes.ts': file(
      'What answers have, by schema: 0 is any value, a list the known values, a text the name of a schema.',
      'knownShapes: Readonly<Record<string, unknown>>',
      knownShapes(document),
    ),
    'problem-members.ts': problemMembers(),
  }
}

const file = (about: string, declaration: string, value: unknown) =>
  `${FIRST_LINE}\n\n/** ${about} */\nexport const ${declaration} = ${written(value)}\n`

/** A line for each member: a change of one is a line of the difference, and the rest of the space is saved. */
function written(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value)
  const members = Object.entries(Object(value)).map(([name, member]) => {
    return `  ${JSON.stringify(name)}: ${JSON.stringify(member)},\n`
  })
  return `{\n${members.join('')}}`
}

/** A type: what each code's problem has of its own. */
function problemMembers(): string {
  const own = problemCodes
    .map((code) => [code, ownMembers(code)] as const)
    .filter(([, names]) => names.length > 0)
  const lines = own.map(([code, names]) => `    ${code}: ${names.map((name) => `"${name}"`).join(' | ')};\n`)
  return `${FIRST_LINE}\n\n/** The members that the problem of a code always has beside those of all. */\nexport interface ProblemMembers {\n${lines.join('')}}\n`
}
