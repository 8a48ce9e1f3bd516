import { type Context, Hono } from 'hono'
import { GatewayError } from '../gateway/gateway.ts'
import { LostAnswer } from '../http/fault.ts'
import { Refusal } from '../kit/errors.ts'
import type { PublicPage } from '../kit/public-token.ts'
import { collect } from './collect.ts'
import { creditNotePage } from './credit-note.ts'
import { BodyTooLong, readText } from './form.ts'
import { frontPage } from './front.ts'
import { invoicePage } from './invoice.ts'
import { failedHere, nothingHere, seeOther } from './layout.ts'
import { type PressTrouble, paymentPage } from './payment.ts'
import { returnFromGateway } from './return.ts'
import type { LinkAt, PageServices } from './services.ts'
import { afterFault, simulatedPage, simulatedPayment } from './simulated.ts'
import { createTypedMemory } from './typed.ts'

/** What the server tells its pages of a request. */
export type PageEnv = { Variables: { requestId: string } }

/** Everything that is reached without a key: the pages, and where the gateway reports to. */
export function createPages(services: PageServices): Hono<PageEnv> {
  const pages = new Hono<PageEnv>()
  pages.onError(async (error, c) => {
    if (error instanceof Refusal && error.code === 'not_found') return nothingHere()
    if (error instanceof BodyTooLong) return c.text(error.message, 413) // a report: forms answer for themselves
    if (error instanceof LostAnswer) throw error // nobody is there to answer
    logFailure(services, c, error)
    return failedHere()
  })
  pages.get('/', frontPage(services))
  pages.get('/p/:token', (c) =>
    onLink(services, c, (at) => paymentPage(services, at, c.req.query('gateway'))),
  )
  pages.post('/p/:token/pay', (c) =>
    pressed(services, c, {
      press: () => onLink(services, c, (at) => press(services, c, at)),
      failed: () => `/p/${c.req.param('token')}?gateway=${'failed' satisfies PressTrouble}`,
    }),
  )
  pages.get('/p/:token/pay', (c) => onLink(services, c, async () => seeOther(`/p/${c.req.param('token')}`)))
  pages.get('/p/:token/return', (c) =>
    onLink(services, c, async (at) => {
      const address = await returnFromGateway(services, at, c.req.query())
      return seeOther(address ?? `/p/${c.req.param('token')}`)
    }),
  )
  pages.get('/i/:token', async (c) => {
    const subject = read(services, c, 'i')
    if (subject?.id == null) return nothingHere()
    return invoicePage(services, { environment: subject.environment, invoiceId: subject.id })
  })
  pages.get('/c/:token', async (c) => {
    const subject = read(services, c, 'c')
    if (subject?.id == null) return nothingHere()
    return creditNotePage(services, { environment: subject.environment, creditNoteId: subject.id })
  })
  const simulated = { ...services, typed: createTypedMemory(services.clock) }
  pages.get('/gateway/simulated/:token/:linkId', (c) => simulatedPage(simulated, c))
  pages.post('/gateway/simulated/:token/:linkId', (c) =>
    pressed(services, c, {
      press: () => simulatedPayment(simulated, c),
      failed: (error) => afterFault(c, error instanceof BodyTooLong ? 'length' : 'failed'),
    }),
  )
  pages.post('/gateway/razorpay/:token', (c) => takeReport(services, c))
  for (const page of ['p', 'i', 'c', 'gateway/simulated']) pages.get(`/${page}/*`, nothingHere)
  return pages
}

const read = ({ tokens }: PageServices, c: Context, page: PublicPage) =>
  tokens.read(page, c.req.param('token') ?? '')

async function onLink(
  services: PageServices,
  c: Context,
  show: (at: LinkAt) => Promise<Response>,
): Promise<Response> {
  const subject = read(services, c, 'p')
  if (subject?.id == null) return nothingHere()
  return show({ environment: subject.environment, linkId: subject.id })
}

const logFailure = ({ logger }: PageServices, c: Context<PageEnv>, error: unknown) =>
  logger.error('A page failed', { requestId: c.get('requestId'), error })

/** What fails inside is told at an address of its own as well, so that loading it again presses nothing. */
async function pressed(
  services: PageServices,
  c: Context<PageEnv>,
  { press, failed }: { press(): Promise<Response>; failed(error: unknown): string },
): Promise<Response> {
  try {
    return await press()
  } catch (error) {
    if (error instanceof Refusal || error instanceof LostAnswer) throw error
    if (!(error instanceof BodyTooLong)) logFailure(services, c, error)
    return seeOther(failed(error))
  }
}

/** Sends the payer to the gateway; whoever comes too late sees on the link's page how things stand. */
async function press(services: PageServices, c: Context, at: LinkAt): Promise<Response> {
  const page = `/p/${c.req.param('token')}`
  try {
    return seeOther((await collect(services, at)) ?? page)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    services.logger.error('The gateway made no link', { linkId: at.linkId, error })
    return seeOther(`${page}?gateway=${'no_answer' satisfies PressTrouble}`)
  }
}

const MAX_REPORT_BYTES = 1_048_576
const reportStatus = { applied: 200, replayed: 200, bad_signature: 401, malformed: 400 } as const

/** A wrong signature changes nothing; a report that came before changes nothing more. */
async function takeReport(services: PageServices, c: Context): Promise<Response> {
  const subject = read(services, c, 'g')
  if (subject === null) return nothingHere()
  const outcome = await services.receive(subject.environment, {
    rawBody: await readText(c.req.raw, MAX_REPORT_BYTES),
    signature: c.req.header('X-Razorpay-Signature') ?? '',
    eventId: c.req.header('x-razorpay-event-id') || null, // an empty one tells nothing apart
  })
  return outcome === null ? nothingHere() : c.json({ outcome }, reportStatus[outcome])
}
