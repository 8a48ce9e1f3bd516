import type { Invoice } from '@bahi/spec'
import { html } from 'hono/html'
import type { Html } from './layout.ts'
import { written } from './written.ts'

type Party = NonNullable<Invoice['seller']>

/** As it was at sending. What was sent before sellers were kept is told as from the tenant of today. */
export const sellerOf = ({ seller }: Pick<Invoice, 'seller'>, tenant: Party): Party => seller ?? tenant

/** Who issues a paper, under words that say so. */
export const seller = (issued: string, party: Party): Html => html`<p class="soft small">${issued}</p>
  <h1>${written(party.name)}</h1>
  ${particulars(party)}`

/** For whom it is. Nothing of one that is known by phone alone. */
export function customer({ customer: party }: Pick<Invoice, 'customer'>): Html {
  const name = party?.name == null ? null : html`<p class="name">${written(party.name)}</p>`
  const rest = party === null ? null : particulars(party)
  if (name === null && rest === null) return html``
  return html`<p class="soft small buyer">For</p>${name}${rest}`
}

/** Address and tax id, each line of them on its own; null when there is neither. */
export function particulars({ address, tax_id }: Pick<Party, 'address' | 'tax_id'>): Html | null {
  const told = [...addressLines(address), ...(tax_id === null ? [] : [taxIdLine(tax_id)])]
  if (told.length === 0) return null
  return html`<p class="small lines">${told.map((line, n) => html`${n === 0 ? '' : html`<br />`}${line}`)}</p>`
}

function addressLines(address: Party['address']): Html[] {
  if (address === null) return []
  const { line1, line2, city, postal_code, country } = address
  const [cities, codes] = [linesIn(city), linesIn(postal_code)]
  const place = [...cities.slice(-1), ...codes.slice(0, 1)]
  const alone = (lines: readonly string[]) => lines.map((line) => [line])
  return [
    ...alone([...linesIn(line1), ...linesIn(line2), ...cities.slice(0, -1)]),
    ...(place.length === 0 ? [] : [place]),
    ...alone([...codes.slice(1), ...(country === null ? [] : [countryName(country)])]),
  ].map((parts) => html`${parts.map((part, n) => html`${n === 0 ? '' : ' '}${written(part)}`)}`)
}

const linesIn = (text: string | null): string[] =>
  text?.split(/[\r\n]+/).filter((line) => line.trim() !== '') ?? []

const taxIdLine = (taxId: string): Html => html`${taxIdLabel(taxId)} ${written(taxId)}`

const countryName = (code: string): string => new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code

/** Two digits of the state, ten characters of the PAN, the number within it, Z, a check character. */
const gstin = /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/

const taxIdLabel = (taxId: string): string => (gstin.test(taxId) ? 'GSTIN' : 'Tax id')
