import { CURRENT_API_VERSION, problems } from '../../src/index.ts'
import { words } from '../words.ts'
import { WEBHOOKS_TAG } from './webhooks.ts'

const description = `
A billing API with one set of conventions.

- **Names** are snake_case. \`Key-Inflection: camel\` turns them to camelCase in both bodies, the query and \`errors[].pointer\`;
  under \`/api/v1\` camelCase is the default.
- **Amounts** that end in \`_minor\` are whole numbers in the currency's minor unit. \`rate\` and \`grand_total\` are exact decimals in major units.
- **Times** are RFC 3339 in UTC with milliseconds. Absent values are null, never missing, save that a publishable key is shown
  only the members in \`x-publishable\`.
- **Texts** hold no control characters but tabs and line ends, and no half of a surrogate pair. A length counts Unicode code points, as JSON Schema does: 😀 is one, though JavaScript takes it for two.
- **Idempotency-Key** may be sent with every POST, PATCH and DELETE.
- **Lists** answer \`{ data, has_more, next_cursor }\`; send \`next_cursor\` as \`cursor\` for the next page.
- **Problems** are RFC 9457, \`application/problem+json\`, with a stable \`code\` and \`retryable\`.
- A path that exists, asked with a method that it does not have, answers ${problems.method_not_allowed.status} \`method_not_allowed\` with an \`Allow\` header.
- What can't be read as a request comes to no path: it answers ${problems.malformed_request.status} \`malformed_request\`, ${problems.request_timeout.status} \`request_timeout\` when it isn't whole in time,
  ${problems.headers_too_large.status} \`headers_too_large\`, and with \`Connection: close\`.
- New members, enum values, event types and problem codes may appear in answers at any time: let unknown ones pass.
`.trim()

export const info = {
  title: 'Bahi billing API',
  version: CURRENT_API_VERSION,
  summary:
    'Invoices, payments, credit notes and payment links over a double-entry ledger, with signed webhooks.',
  description,
  contact: { name: 'Bahi', url: 'https://bahi.dev' },
  license: { name: 'MIT', identifier: 'MIT' },
}

export const servers = [
  { url: 'https://api.softknack.com/billing/v1', description: 'Billing' },
  { url: 'https://api.saathix.com/v1', description: 'Till' },
  {
    url: 'https://api.contracting.kukkingu.software/api/v1',
    description: 'Contracting; names are camelCase unless `Key-Inflection` says otherwise',
  },
  { url: 'http://127.0.0.1:4010/v1', description: 'The reference server on your machine' },
]

/** A page's links lead nowhere outside the pages. */
const unlinked = (text: string) => text.replaceAll(/\[(.+?)\]\(.+?\)/g, '$1')

export const tags = [
  ...words.flatMap(({ tag, about }) =>
    tag === undefined ? [] : [{ name: tag, description: unlinked(about) }],
  ),
  { name: WEBHOOKS_TAG, description: 'What is posted to webhook endpoints: one signed request an event.' },
]

export const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      '`sk_test_…` and `sk_live_…` are secret: for servers only. `pk_test_…` and `pk_live_…` are publishable: they read the members in `x-publishable` and nothing else.',
  },
} as const
