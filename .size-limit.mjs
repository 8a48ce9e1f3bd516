// What a user's bundler would ship to a browser, minified and gzipped. A limit is lowered when something gets smaller, and
// raised only with a reason. docs/decisions/client-size.md says what the client consists of.
const CLIENT = 'packages/core/dist/browser.js'

const bundle = (name, limit, imports) => ({
  name,
  limit,
  path: Object.keys(imports)[0],
  import: imports,
  gzip: true,
  // The bundle is of the built packages: the repository's own path aliases would lead to their sources.
  modifyEsbuildConfig: (config) => ({ ...config, platform: 'browser', tsconfigRaw: '{}' }),
})

export default [
  bundle('client and one resource', '6 KiB', {
    [CLIENT]: '{ createClient }',
    'packages/billing/dist/invoices.js': '{ Invoices }',
  }),
  bundle('everything of @bahi/billing', '7.75 KiB', { 'packages/billing/dist/index.js': '*' }),
  bundle('verify a webhook', '2.75 KiB', { 'packages/webhooks/dist/web.js': '{ verifyAsync }' }),
]
