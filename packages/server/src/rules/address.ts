import ipaddr from 'ipaddr.js'

/** Whom an environment's deliveries may reach. */
export interface Reach {
  /** Live environments send to public addresses over https only. */
  readonly livemode: boolean
  /** Test environments may reach this machine, unless the server is offered to others. */
  readonly allowLoopback: boolean
}

/**
 * Why a receiver at this address may not be sent to, or null when it may. Only public unicast addresses pass, and
 * loopback in test mode; what can't be read as an address is refused.
 *
 * Source: WIRE §5; the ranges are IANA's special-purpose registries (RFC 6890).
 */
export function addressRefusal(address: string, reach: Reach): string | null {
  const range = rangeOf(address)
  if (range === 'unicast') return null
  if (range === 'loopback' && !reach.livemode && reach.allowLoopback) return null
  return `The address ${address} is not public (${range}): deliveries are not sent there.`
}

/** Why this URL may not be sent to whatever its host resolves to, or null. A host that is an address is judged as one. */
export function urlRefusal(url: URL, reach: Reach): string | null {
  if (url.protocol !== 'https:' && (reach.livemode || url.protocol !== 'http:')) {
    return `The scheme of the address is ${url.protocol.slice(0, -1)}: ${reach.livemode ? 'live deliveries need https' : 'http or https is needed'}.`
  }
  const address = literalAddress(url)
  return address === null ? null : addressRefusal(address, reach)
}

/**
 * The host of a URL when it is an IP address. The URL parser has already made dotted decimals of `0x7f.1`,
 * `017700000001` and `2130706433`.
 */
export function literalAddress({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1')
  return isAddress(bare) ? bare : null
}

/** The whole of what is assigned as global unicast (RFC 4291); outside it an address that looks harmless is not. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

function rangeOf(address: string): string {
  if (!isAddress(address)) return 'unreadable'
  // ::ffff:127.0.0.1 is 127.0.0.1 to the network stack.
  const parsed = ipaddr.process(address)
  const range = parsed.range()
  if (parsed instanceof ipaddr.IPv6 && range === 'unicast' && !parsed.match(globalUnicast)) return 'reserved'
  return range
}

/** As resolvers and the URL parser write them; shorthands such as `1.2.3` mean different things to different readers. */
function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
}
