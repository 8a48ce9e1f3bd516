import type { PaymentLink, Tenant } from '@bahi/spec'
import { html } from 'hono/html'
import { isolated } from '../kit/bidi.ts'
import { loadCollection } from '../operations/gateway-link.ts'
import { retrievePaymentLink } from '../operations/payment-link.ts'
import { loadSurpluses, type Surplus } from '../operations/payment-surplus.ts'
import { retrieveTenant } from '../operations/tenant.ts'
import { type Html, pageResponse } from './layout.ts'
import type { LinkAt, PageServices } from './services.ts'
import { surplusNotice } from './surplus.ts'
import { moment, money } from './words.ts'
import { written } from './written.ts'

/** The page that a payment link opens: who asks, how much, what for, and the way to pay. `asked`: how the last press went, as its address has it. */
export async function paymentPage(services: PageServices, at: LinkAt, asked = ''): Promise<Response> {
  const facts = await services.store.read(at.environment, async (tx) => {
    const { payableMinor, invoiceNo } = await loadCollection(tx, at.linkId)
    return {
      link: await retrievePaymentLink(tx, at.linkId),
      tenant: await retrieveTenant(tx),
      payableMinor,
      invoiceNo,
      surpluses: await loadSurpluses(tx, at.linkId),
    }
  })
  const collects = services.gateways.of(at.environment) !== null
  const { livemode } = facts.link
  const trouble = new Map<string, string>(Object.entries(troubles)).get(asked)
  const view: PaymentView = { ...facts, collects, trouble, ...addressesOf(services, at, facts.link) }
  return pageResponse({
    title: `${titleOf(view)} – ${isolated(facts.tenant.name)}`,
    livemode,
    body: bodyOf(view),
    // a live payer is redirected from here to the gateway's own pages
    formTargets: livemode ? ['https:'] : [],
  })
}

/** What kept the last press from its goal, as it stands in the address, and in words. Each is before anybody is charged. */
export type PressTrouble = keyof typeof troubles
const troubles = {
  no_answer: 'The payment service did not answer.',
  failed: 'Something went wrong here.',
} as const

interface PaymentView {
  readonly link: PaymentLink
  readonly tenant: Tenant
  readonly payableMinor: number
  readonly invoiceNo: string | null
  readonly surpluses: readonly Surplus[]
  readonly collects: boolean
  readonly trouble: string | undefined
  readonly payAction: string
  readonly invoiceUrl: string | null
}

function addressesOf({ tokens }: PageServices, { environment, linkId }: LinkAt, { invoice_id }: PaymentLink) {
  return {
    payAction: `/p/${tokens.sign('p', { environment, id: linkId })}/pay`,
    invoiceUrl: invoice_id === null ? null : `/i/${tokens.sign('i', { environment, id: invoice_id })}`,
  }
}

const titles: Readonly<Record<PaymentLink['status'], string>> = {
  open: 'Pay',
  partially_paid: 'Pay the rest',
  paid: 'Paid',
  expired: 'Expired',
  cancelled: 'Cancelled',
}

/** What the merchant's name stands under. */
function askedBy({ link, payableMinor }: PaymentView): string {
  if (payableMinor > 0) return 'Payment to'
  return link.status === 'paid' ? 'Paid to' : 'Asked for by'
}

const titleOf = ({ link, payableMinor }: PaymentView) =>
  payableMinor > 0 ? `${titles[link.status]} ${money(payableMinor, link.currency)}` : titles[link.status]

const bodyOf = (view: PaymentView): Html => html`
  ${outcome(view)}
  ${view.surpluses.map((surplus) => surplusNotice(surplus, view.invoiceNo ?? '', view.tenant.name))}
  <section class="card" aria-labelledby="who">
    <p class="soft small">${askedBy(view)}</p>
    <h1 id="who">${written(view.tenant.name)}</h1>
    <p class="amount">${money(view.payableMinor > 0 ? view.payableMinor : view.link.amount_minor, view.link.currency)}</p>
    ${view.link.description === null ? '' : html`<p>${written(view.link.description)}</p>`}
    ${details(view)}
    ${continueButton(view)}
  </section>
  <footer>${view.link.id}</footer>`

function outcome({ link, tenant, payableMinor, trouble }: PaymentView): Html {
  if (trouble !== undefined && payableMinor > 0)
    return html`<p class="outcome bad" role="alert">${trouble} Nothing was charged: try again in a moment.</p>`
  if (link.status === 'paid')
    return html`<p class="outcome good" role="status">Paid. Thank you: nothing more is to be paid here.</p>`
  if (link.status === 'expired')
    return html`<p class="outcome bad" role="status">
      This link has expired and takes no payment. Ask ${written(tenant.name)} for a new one.
    </p>`
  if (link.status === 'cancelled')
    return html`<p class="outcome bad" role="status">
      This link was cancelled and takes no payment. Ask ${written(tenant.name)} if you think that it should.
    </p>`
  return html``
}

function details({ link, tenant, invoiceNo, invoiceUrl, payableMinor }: PaymentView): Html {
  const isOpen = payableMinor > 0
  return html`<dl class="small">
    ${invoiceNo === null || invoiceUrl === null ? '' : html`<dt>Invoice</dt><dd><a href="${invoiceUrl}">${invoiceNo}</a></dd>`}
    ${link.amount_paid_minor > 0 ? html`<dt>${link.status === 'paid' ? 'Paid' : 'Paid so far'}</dt><dd>${money(link.amount_paid_minor, link.currency)}</dd>` : ''}
    ${isOpen && link.amount_minor !== payableMinor ? html`<dt>In all</dt><dd>${money(link.amount_minor, link.currency)}</dd>` : ''}
    ${link.expires_at === null || !isOpen ? '' : html`<dt>Pay until</dt><dd>${moment(link.expires_at, tenant.time_zone)}</dd>`}
  </dl>`
}

function continueButton({ link, tenant, payableMinor, collects, payAction }: PaymentView): Html {
  if (payableMinor === 0) return html``
  if (!collects)
    return html`<p class="soft">Online payment is not offered here. Ask ${written(tenant.name)} how to pay.</p>`
  const parts = link.accept_partial ? 'There you choose how much of it to pay.' : ''
  return html`<form method="post" action="${payAction}">
      <button type="submit">Continue to payment</button>
    </form>
    <p class="soft small">By UPI, card or net-banking, on the page of the payment service. ${parts}</p>`
}
