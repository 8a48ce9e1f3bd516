import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { style, styleHash } from './style.ts'

/** Escaped: what a person wrote can't become markup. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

export interface Page {
  readonly title: string
  readonly body: Html
  /** Test mode says so, in words. */
  readonly livemode: boolean
  readonly isWide?: boolean
  /** Where the forms of this page lead in the end, beside this server: browsers hold redirects to it as well. */
  readonly formTargets?: readonly string[]
}

/** A whole page that needs no script, loads nothing, is framed by nobody and told to nobody. */
export async function pageResponse(page: Page, status = 200): Promise<Response> {
  const text = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${page.title}</title>
        <style>${raw(style)}</style>
      </head>
      <body>
        <main${page.isWide ? raw(' class="wide"') : ''}>
          ${page.livemode ? '' : html`<p class="banner"><strong>Test mode.</strong> No money moves here.</p>`}
          ${page.body}
        </main>
      </body>
    </html>`
  return new Response(String(text), { status, headers: headersOf(page) })
}

const headersOf = ({ formTargets = [] }: Page) => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src ${styleHash}`,
    ["form-action 'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
})

/** After a form: the browser fetches the next page, so that going back or reloading sends nothing again. */
export const seeOther = (location: string): Response =>
  new Response(null, {
    status: 303,
    headers: { Location: location, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  })

/** The one answer to an address that leads nowhere, whatever is wrong with it. */
export const nothingHere = (): Promise<Response> =>
  pageResponse(
    {
      title: 'Nothing here',
      livemode: true,
      body: html`<div class="card">
        <h1>Nothing here</h1>
        <p>This address leads nowhere. Check that it is whole, or ask whoever sent it to you for it again.</p>
      </div>`,
    },
    404,
  )

export const failedHere = (): Promise<Response> =>
  pageResponse(
    {
      title: 'Something went wrong',
      livemode: true,
      body: html`<div class="card">
        <h1>Something went wrong</h1>
        <p>Nothing was charged by this step. Wait a moment, then load this page again.</p>
      </div>`,
    },
    503,
  )
