import {
  ownMembers,
  type ProblemCode,
  problemCodes,
  problemExample,
  problems,
  problemsOf,
  type RouteDefinition,
} from '../../src/index.ts'
import { orderedRoutes as routes } from '../order.ts'
import { wordOfTag } from '../words.ts'
import { anchor, code, GENERATED, json, page, table } from './markdown.ts'
import { sharedProblems } from './operation.ts'

/** docs/errors.md: one section a code; `type` of a problem leads to it. */
export function errorsPage(): string {
  return page(
    GENERATED,
    '# Errors',
    `A refusal is a problem as RFC 9457 has it: \`application/problem+json\`, with a stable \`code\`. Branch on \`code\`; \`title\` and \`detail\` are for people. \`retryable\` says whether the same request may succeed later, unchanged.`,
    json(problemExample('validation_failed')),
    '`errors` lists every fault of the request at once: `pointer` leads to the field, `in` says whether it is in the body, the query or a header.',
    table(
      ['code', 'status', 'retryable', 'meaning'],
      problemCodes.map((name) => [
        `[${code(name)}](#${name})`,
        String(problems[name].status),
        yesNo(name),
        problems[name].title,
      ]),
    ),
    '## Every operation',
    `Any operation may answer ${names(sharedProblems(false))}; one that changes something, ${names(onlyMutations())} as well.`,
    ...problemCodes.map(section),
  )
}

const yesNo = (name: ProblemCode) => (problems[name].retryable ? 'yes' : 'no')

const names = (codes: readonly ProblemCode[]) => codes.map((name) => `[${code(name)}](#${name})`).join(', ')

const onlyMutations = () => sharedProblems(true).filter((name) => !sharedProblems(false).includes(name))

function section(name: ProblemCode): string {
  const { status, title, detail } = problems[name]
  const own = ownMembers(name)
  return page(
    `## ${name}`,
    `**${status} · ${title}.** ${problems[name].retryable ? 'Retryable.' : 'Not retryable as it is.'}`,
    detail,
    own.length === 0 ? undefined : `Beside the usual members it has ${own.map(code).join(', ')}.`,
    `Answered by: ${answeredBy(name)}`,
  ).trimEnd()
}

/** What is answered before it is known which operation is meant. */
const beforeAny: Partial<Record<ProblemCode, string>> = {
  malformed_request:
    'the port, to what is no request or asks for a tunnel, and ends the connection; and to an address or a host that can be none.',
  method_not_allowed: 'any path, asked with a method that it does not have.',
  request_timeout: 'the port, and ends the connection.',
  headers_too_large: 'the port, and ends the connection.',
}

function answeredBy(name: ProblemCode): string {
  const before = beforeAny[name]
  if (before !== undefined) return before
  if (sharedProblems(false).includes(name) && sharedProblems(true).includes(name)) return 'every operation.'
  const users = routes.filter((route) => problemsOf(route).includes(name))
  if (sharedProblems(true).includes(name)) {
    const reads = users.filter(({ method }) => method === 'get')
    const others = reads.length === 0 ? '' : `, and ${reads.map(link).join(', ')}`
    return `every operation that changes something${others}.`
  }
  return `${users.map(link).join(', ')}.`
}

const link = ({ summary, operationId, tag }: RouteDefinition) =>
  `[${code(operationId)}](resources/${wordOfTag(tag).word}.md#${anchor(summary)})`
