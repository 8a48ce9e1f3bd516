import type { Server } from '../../src/index.ts'

/** A page as a browser without scripts gets it: redirects are answered, not followed. */
export async function getPage(
  server: Server,
  url: string,
): Promise<{ status: number; text: string; location: string }> {
  return answerOf(await server.fetch(absolute(url), { redirect: 'manual' }))
}

export async function postForm(server: Server, url: string, fields: Readonly<Record<string, string>> = {}) {
  const body = new URLSearchParams(fields)
  return answerOf(await server.fetch(absolute(url), { method: 'POST', body, redirect: 'manual' }))
}

/** A form whose answer lies at an address of its own, as every press of a hosted page's button has it; answers that page. */
export async function postAndSee(server: Server, url: string, fields: Readonly<Record<string, string>>) {
  const posted = await postForm(server, url, fields)
  if (posted.status !== 303) throw new Error(`The form was answered ${posted.status}: ${posted.text}`)
  return { ...(await getPage(server, posted.location)), address: posted.location }
}

/** Presses the button of a link's page; answers the gateway's address. */
export async function pressPay(server: Server, linkUrl: string): Promise<string> {
  return (await postForm(server, `${linkUrl}/pay`)).location
}

/** Pays on the simulated gateway's page and comes back; answers where the payer ends. */
export async function payByUpi(server: Server, linkUrl: string, vpa = 'success@upi'): Promise<string> {
  const gateway = await pressPay(server, linkUrl)
  const paid = await postForm(server, gateway, { method: 'upi', vpa, attempt: crypto.randomUUID() })
  return (await getPage(server, paid.location)).location
}

/** What a page shows, without its markup. */
export const visibleText = (text: string): string =>
  text
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replaceAll(/<\/?bdi>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

const absolute = (url: string) => new URL(url, 'http://bahi.test').href

async function answerOf(response: Response) {
  return {
    status: response.status,
    text: await response.text(),
    location: response.headers.get('location') ?? '',
    headers: response.headers,
  }
}
