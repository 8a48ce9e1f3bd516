import { CURRENT_API_VERSION, mounts } from '@bahi/spec'
import type { Context, Next } from 'hono'
import { accepts } from 'hono/accepts'
import { html } from 'hono/html'
import { pageResponse } from './layout.ts'
import type { PageServices } from './services.ts'

/** What stands at the server's own address: for people a page, for programs the 404 that it is to them. */
export const frontPage =
  (services: PageServices) =>
  async (c: Context, next: Next): Promise<Response | undefined> => {
    const answer = wantsPage(c) ? await pageOf(services) : undefined
    if (answer === undefined) await next()
    ;(answer ?? c.res).headers.set('Vary', 'Accept')
    return answer
  }

const JSON_TYPES = ['application/problem+json', 'application/json']

const wantsPage = (c: Context): boolean =>
  accepts(c, { header: 'Accept', supports: ['text/html', ...JSON_TYPES], default: '' }) === 'text/html'

function pageOf({ publicUrl }: PageServices): Promise<Response> {
  const [mount] = mounts
  return pageResponse({
    title: 'A Bahi server',
    livemode: true,
    body: html`<section class="card">
      <h1>A Bahi server</h1>
      <p>It serves a billing API: invoices, payments, credit notes and payment links.</p>
      <dl class="small">
        <dt>The API</dt><dd>${publicUrl()}${mount}</dd>
        <dt>Speaks</dt><dd>API version ${CURRENT_API_VERSION}</dd>
        <dt>Documents</dt><dd>README.md and docs/ of the package @bahi/server</dd>
      </dl>
      <p>Programs send a key with each call, which this server showed when its tenant was made:</p>
      <p><code>Authorization: Bearer sk_test_…</code></p>
      <p class="soft small">Were you sent here to pay, or to see an invoice? Then the address is not whole: open it as it was sent to you.</p>
    </section>`,
  })
}
