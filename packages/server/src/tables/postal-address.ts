import type { Address, AddressInput } from '@bahi/spec'
import type { Json } from './column.ts'

/** What the wire tells of a column. */
export const toAddress = (column: Json | null): Address | null =>
  column === null ? null : JSON.parse(column)

/** The column of an address that was sent, if one was. Absent members are null on the wire, never missing. */
export const addressColumn = (address: AddressInput | null | undefined): { address?: Json | null } => {
  if (address === undefined) return {}
  return { address: address === null ? null : JSON.stringify(wholeAddress(address)) }
}

const wholeAddress = (address: AddressInput): Address => ({
  line1: address.line1 ?? null,
  line2: address.line2 ?? null,
  city: address.city ?? null,
  postal_code: address.postal_code ?? null,
  country: address.country ?? null,
})
