import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../lib/command.ts'
import { ROOT, TMP, tool } from '../lib/root.ts'

const CONFIG = join(ROOT, '.dependency-cruiser.cjs')
const FIXTURE = join(TMP, 'layers')

const server = (file: string) => `packages/server/src/${file}`
const value = (path: string) => `import * as it from '${path}'\nexport const use = it\n`
const type = (path: string) => `import type { T } from '${path}'\nexport type U = T\n`

/** Rule -> the file that breaks it and its text. Targets are made as needed. */
const planted: Record<string, [file: string, text: string]> = {
  'arrows-of-spec': ['spec/src/up.ts', value('@bahi/core')],
  'arrows-of-core': ['packages/core/src/up.ts', type('@bahi/billing')],
  'arrows-of-billing': ['packages/billing/src/up.ts', value('@bahi/webhooks')],
  'arrows-of-webhooks': ['packages/webhooks/src/up.ts', type('@bahi/spec')],
  'arrows-of-server': [server('kit/up.ts'), value('@bahi/billing')],
  'arrows-of-testing': ['packages/testing/src/up.ts', value('@bahi/billing')],
  'server-imports-downward': [server('server.ts'), type('./main.ts')],
  'app-imports-downward': [server('app.ts'), value('./index.ts')],
  'routes-imports-downward': [server('routes/contact.ts'), value('../app.ts')],
  'http-imports-downward': [server('http/problem.ts'), value('../routes/product.ts')],
  'operations-imports-downward': [server('operations/contact.ts'), type('../http/mutate.ts')],
  'outbox-imports-downward': [server('outbox.ts'), value('./operations/product.ts')],
  'store-imports-downward': [server('store/sqlite.ts'), value('../rules/invoice.ts')],
  'tables-imports-downward': [server('tables/contact.ts'), type('../store/store.ts')],
  'versions-imports-downward': [server('versions/versions.ts'), type('../tables/product.ts')],
  'kit-imports-downward': [server('kit/clock.ts'), type('../tables/product.ts')],
  'rank-of-tenant': [server('operations/tenant.ts'), value('./api-key.ts')],
  'rank-of-api-key': [server('operations/api-key-scope.ts'), value('./webhook-endpoint.ts')],
  'rank-of-contact': [server('operations/contact-upsert.ts'), value('./invoice.ts')],
  'rank-of-product': [server('operations/product-list.ts'), type('./delivery.ts')],
  'rank-of-store': [server('operations/store-list.ts'), value('./inventory.ts')],
  'rank-of-inventory': [server('operations/inventory-level.ts'), value('./invoice.ts')],
  'rank-of-report': [server('operations/report-period.ts'), value('./event.ts')],
  'rank-of-ledger': [server('operations/ledger-balance.ts'), value('./payment-link.ts')],
  'rank-of-payment-link': [server('operations/payment-link-list.ts'), value('./payment-list.ts')],
  'rank-of-invoice': [server('operations/invoice-item.ts'), value('./billable.ts')],
  'rank-of-billable': [server('operations/billable-list.ts'), value('./event.ts')],
  'rank-of-payment': [server('operations/payment-refund.ts'), value('./credit-note.ts')],
  'rank-of-credit-note': [server('operations/credit-note-items.ts'), value('./event.ts')],
  'rank-of-event': [server('operations/event-list.ts'), value('./webhook-endpoint.ts')],
  'rank-of-webhook-endpoint': [server('operations/webhook-endpoint-list.ts'), value('./delivery.ts')],
  'no-circles': [server('kit/one.ts'), type('./two.ts')],
  'webhooks-runs-alone': ['packages/webhooks/src/value.ts', value('@bahi/core')],
  'generated-only-from-core': [
    'packages/billing/src/generated.ts',
    type('../../core/src/generated/openapi.ts'),
  ],
  'errors-import-nothing': ['packages/core/src/errors.ts', type('./client.ts')],
  'packages-by-name': ['packages/billing/src/path.ts', type('../../core/src/client.ts')],
  'has-a-layer': [server('stray/helper.ts'), value('../kit/clock.ts')],
  'rules-are-pure': [server('rules/contact.ts'), value('../kit/clock.ts')],
  'rules-need-no-node': [server('rules/product.ts'), value('node:fs')],
  'routes-only-bind': [server('routes/event.ts'), type('../tables/product.ts')],
  'delivery-starts-from-the-outbox': [server('delivery/send.ts'), value('../http/mutate.ts')],
  'requests-do-not-send': [server('operations/delivery-replay.ts'), value('../delivery/worker.ts')],
  'engines-stay-in-the-store': [server('delivery/claim.ts'), value('node:sqlite')],
  'sources-import-no-tests': ['packages/core/src/test.ts', value('../test/helper.ts')],
  'examples-are-users': ['examples/quickstart/src/main.ts', type('@bahi/spec')],
  resolvable: [server('kit/lost.ts'), value('./nowhere.ts')],
}

/** Imports that the design allows. */
const allowed: [file: string, text: string][] = [
  ['packages/webhooks/src/event.ts', type('@bahi/core')],
  ['packages/billing/src/client.ts', value('@bahi/core')],
  [server('delivery/sign.ts'), value('@bahi/webhooks/signature')],
  [server('operations/invoice-send.ts'), value('./contact.ts')],
  // payment-link is not a file of payment
  [server('operations/invoice-link.ts'), value('./payment-link.ts')],
  [server('http/transaction.ts'), type('../store/store.ts')],
  [server('kit/problem.ts'), type('@bahi/spec')],
]

interface Violation {
  from: string
  rule: { name: string }
}
let violations: Violation[] = []

beforeAll(async () => {
  rmSync(FIXTURE, { recursive: true, force: true })
  const files = [...Object.values(planted), ...allowed]
  for (const [file, text] of files)
    for (const target of targets(file, text)) write(target, 'export type T = 1\n')
  for (const name of ['core', 'billing', 'webhooks'])
    write(`packages/${name}/src/index.ts`, 'export type T = 1\n')
  write('packages/webhooks/src/signature.ts', 'export type T = 1\n')
  write('spec/src/index.ts', 'export type T = 1\n')
  write(server('kit/two.ts'), type('./one.ts'))
  for (const [file, text] of files) write(file, text)
  copyFileSync(join(ROOT, 'tsconfig.json'), join(FIXTURE, 'tsconfig.json'))
  const args = ['--config', CONFIG, '--output-type', 'json', 'packages', 'spec', 'examples']
  const { stdout, output } = await command(tool('depcruise'), args, { cwd: FIXTURE })
  if (!stdout.startsWith('{')) throw new Error(output)
  // dependency-cruiser's own report.
  violations = (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations
})

afterAll(() => rmSync(FIXTURE, { recursive: true, force: true }))

test('layers: every rule has a planted violation', () => {
  const { forbidden } = createRequire(import.meta.url)(CONFIG) as { forbidden: { name: string }[] }
  expect(Object.keys(planted).sort()).toEqual(forbidden.map((rule) => rule.name).sort())
})

test.each(Object.entries(planted))('layers: %s catches its violation', (rule, [file]) => {
  expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(
    rule,
  )
})

test.each(allowed)('layers: %s may import what it imports', (file) => {
  expect(violations.filter(({ from }) => from === file)).toEqual([])
})

/** The files of the fixture that a text's relative imports lead to. */
function targets(file: string, text: string): string[] {
  const paths = [...text.matchAll(/from '(\.[^']+)'/g)].map((match) => join(dirname(file), match[1] ?? ''))
  return paths.filter((path) => !path.endsWith('nowhere.ts'))
}

function write(file: string, text: string): void {
  const path = join(FIXTURE, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
