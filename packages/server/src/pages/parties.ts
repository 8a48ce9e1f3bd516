import type { Invoice } from '@bahi/spec'
import { html } from 'hono/html'
import type { Html } from './layout.ts'

type Party = NonNullable<Invoice['seller']>

/** As it was at sending. What was sent before sellers were kept is told as from the tenant of today. */
export const sellerOf = ({ seller }: Pick<Invoice, 'seller'>, tenant: Party): Party => seller ?? tenant

/** Who issues a paper, under words that say so. */
export const seller = (issued: string, party: Party): Html => html`<p class="soft small">${issued}</p>
  <h1>${party.name}</h1>
  ${particulars(party)}`

/** For whom it is. Nothing of one that is known by phone alone. */
export function customer({ customer: party }: Pick<Invoice, 'customer'>): Html {
  const name = party?.name == null ? null : html`<p class="name">${party.name}</p>`
  const rest = party === null ? null : particulars(party)
  if (name === null && rest === null) return html``
  return html`<p class="soft small buyer">For</p>${name}${rest}`
}

/** Address and tax id, each line of them on its own; null when there is neither. */
export function particulars({ address, tax_id }: Pick<Party, 'address' | 'tax_id'>): Html | null {
  const told = [...addressLines(address), ...(tax_id === null ? [] : [`${taxIdLabel(tax_id)} ${tax_id}`])]
  if (told.length === 0) return null
  return html`<p class="small lines">${told.map((line, n) => html`${n === 0 ? '' : html`<br />`}${line}`)}</p>`
}

function addressLines(address: Party['address']): string[] {
  if (address === null) return []
  const { line1, line2, city, postal_code, country } = address
  const place = [city, postal_code].filter((part) => part !== null).join(' ')
  return [line1, line2, place, country === null ? null : countryName(country)]
    .flatMap((part) => part?.split(/[\r\n]+/) ?? [])
    .filter((line) => line.trim() !== '')
}

const countryName = (code: string): string => new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code

/** Two digits of the state, ten characters of the PAN, the number within it, Z, a check character. */
const gstin = /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/

const taxIdLabel = (taxId: string): string => (gstin.test(taxId) ? 'GSTIN' : 'Tax id')
