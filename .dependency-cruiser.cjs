// Which file may import which: the arrows between packages, the layers inside the server, the rank of resources.
// Types count. Each rule is proven by scripts/check/layers.test.ts, which plants a violation of it.
const { words } = require('./scripts/check/words.ts')

const SERVER = '^packages/server/src/'
const path = (...names) => `${SERVER}(${names.join('|')})`

/** Layers of the server from the top; a layer imports those below it, and itself unless it is a single file. */
const layers = [
  ['main', ['main[.]ts$', 'cli[.]ts$', 'cli/', 'open-server[.]ts$']],
  [
    'server',
    [
      'server[.]ts$',
      'server-options[.]ts$',
      'assemble[.]ts$',
      'index[.]ts$',
      'listen[.]ts$',
      'tenants[.]ts$',
      'api-keys[.]ts$',
      'demo[.]ts$',
    ],
  ],
  ['app', ['app[.]ts$']],
  ['routes', ['routes/']],
  ['http', ['http/']],
  ['operations', ['operations/']],
  ['outbox', ['outbox[.]ts$', 'schedule[.]ts$', 'rules/']],
  ['store', ['store/']],
  ['tables', ['tables/']],
  ['versions', ['versions/']],
  ['kit', ['kit/']],
]

/** The worker's side: started by the server, beside the request's path, over operations. */
const BESIDE = ['delivery/', 'scheduler/', 'notifier/', 'clock/']

const upward = layers.slice(1).map(([name, own], index) => ({
  name: `${name}-imports-downward`,
  comment:
    'main -> server -> app -> routes -> http -> operations -> outbox, rules -> store -> tables -> spec; versions and kit at the ground',
  severity: 'error',
  from: { path: path(...own) },
  to: { path: path(...layers.slice(0, index + 1).flatMap(([, above]) => above)) },
}))

/** Operations of these resources, in files like `invoice-item.ts` too. */
const operationsOf = (some) => `${SERVER}operations/(${some.join('|')})[-.]`

/** Words up to here whose names begin with a word behind them. */
const longerNames = (index) =>
  words
    .slice(0, index + 1)
    .filter((word) => words.slice(index + 1).some((other) => word.startsWith(`${other}-`)))

const ranks = words.slice(0, -1).map((word, index) => ({
  name: `rank-of-${word}`,
  comment: 'an operation calls only operations of resources to its left in the rank (scripts/check/words.ts)',
  severity: 'error',
  // payment-link is not a file of payment.
  from: {
    path: operationsOf([word]),
    pathNot: operationsOf(words.filter((other) => other.startsWith(`${word}-`))),
  },
  to: { path: operationsOf(words.slice(index + 1)), pathNot: operationsOf(longerNames(index)) },
}))

/** What each package may import of the others' sources. */
const arrows = [
  ['spec', '^spec/', '^packages/'],
  ['core', '^packages/core/src/', '^(spec|packages/(?!core/))'],
  ['billing', '^packages/billing/src/', '^(spec|packages/(?!(billing|core)/))'],
  ['webhooks', '^packages/webhooks/src/', '^(spec|packages/(?!(webhooks|core)/))'],
  ['server', SERVER, '^packages/(?!(server/|webhooks/src/signature[.]ts$))'],
  ['testing', '^packages/testing/src/', '^(spec|packages/(?!(testing|server|webhooks|core)/))'],
].map(([name, from, to]) => ({
  name: `arrows-of-${name}`,
  comment:
    'billing -> core; webhooks -> core (types only); server -> spec, webhooks/signature; testing -> server, webhooks, core; nothing else',
  severity: 'error',
  from: { path: from },
  to: { path: to },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrows,
    ...upward,
    ...ranks,
    {
      name: 'no-circles',
      comment: 'a circle, type-only imports included, means that two files are one',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'webhooks-runs-alone',
      comment:
        '@bahi/webhooks has no dependency at run time: of core it takes types, inlined into its own .d.ts',
      severity: 'error',
      from: { path: '^packages/webhooks/src/' },
      to: { path: '^packages/core/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'generated-only-from-core',
      comment: 'generated files are reached through the names that core gives them',
      severity: 'error',
      from: { pathNot: '^packages/(core|testing)/' },
      to: { path: '(^|/)generated/' },
    },
    {
      name: 'errors-import-nothing',
      comment: 'errors are thrown from everywhere: a file that they import would be imported from everywhere',
      severity: 'error',
      from: { path: '^packages/core/src/errors?([.]ts$|/)' },
      to: { pathNot: '^packages/core/src/errors?/' },
    },
    {
      name: 'packages-by-name',
      comment: 'another package is imported by its name, as a user would, never by a path into it',
      severity: 'error',
      from: { path: '^(packages/[^/]+|spec|examples/[^/]+)/' },
      to: {
        path: '^(packages/[^/]+|spec|examples/[^/]+)/',
        pathNot: '^$1/',
        dependencyTypesNot: ['aliased', 'npm'],
      },
    },
    {
      name: 'has-a-layer',
      comment: 'a file of the server belongs to a layer of this table',
      severity: 'error',
      from: {
        path: SERVER,
        pathNot: path(...layers.flatMap(([, own]) => own), ...BESIDE, 'gateway/', 'pages/'),
      },
      to: {},
    },
    {
      name: 'rules-are-pure',
      comment: 'rules compute from what they are given: no store, no clock',
      severity: 'error',
      from: { path: path('rules/') },
      to: { path: path('outbox[.]ts$', 'store/', 'kit/clock[.]ts$'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-need-no-node',
      comment: 'rules compute from what they are given: nothing of Node',
      severity: 'error',
      from: { path: path('rules/') },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'routes-only-bind',
      comment: 'a handler binds a spec route to an operation; it sees no table, no store and no worker',
      severity: 'error',
      from: { path: path('routes/') },
      to: { path: path('store/', 'tables/', 'outbox[.]ts$', ...BESIDE) },
    },
    {
      name: 'delivery-starts-from-the-outbox',
      comment:
        'a request goes down once and never comes back up: the worker and the request meet in the tables',
      severity: 'error',
      from: { path: path(...BESIDE) },
      to: { path: path('main', 'server', 'index[.]ts$', 'app[.]ts$', 'routes/', 'http/') },
    },
    {
      name: 'requests-do-not-send',
      comment: 'nothing calls out while a transaction is open',
      severity: 'error',
      from: {
        path: path('routes/', 'http/', 'operations/', 'outbox[.]ts$', 'rules/', 'store/', 'tables/', 'kit/'),
      },
      to: { path: path(...BESIDE, 'gateway/') },
    },
    {
      name: 'engines-stay-in-the-store',
      comment: 'the two engines are behind one interface',
      severity: 'error',
      from: { path: SERVER, pathNot: path('store/') },
      to: { path: ['^node:sqlite$', 'node_modules/pg/'] },
    },
    {
      name: 'sources-import-no-tests',
      comment: 'what is published must not need what is not',
      severity: 'error',
      from: { path: '^(packages/[^/]+|spec)/src/' },
      to: { path: ['/test/', '[.]test[.]ts$', '^(examples|scripts)/'] },
    },
    {
      name: 'examples-are-users',
      comment: 'an example sees what a user sees',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^spec/' },
    },
    {
      name: 'resolvable',
      comment: 'an import must lead somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/dist/', '/[.]tmp/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
