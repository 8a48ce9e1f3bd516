import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { addressRefusal, type Reach } from '../rules/address.ts'

/** Answers every address of a host. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

/** A host none of whose addresses may be sent to. */
class AddressRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'AddressRefused'
  }
}

const systemResolve: Resolve = (hostname) => systemLookup(hostname, { all: true })

/**
 * The `lookup` of a connection: hands the socket only addresses that may be reached. The socket connects to these very
 * addresses, so that a name which answers otherwise the second time (DNS rebinding) gains nothing.
 */
export function guardedLookup(reach: Reach, resolve: Resolve = systemResolve): LookupFunction {
  return (hostname, options, callback) => {
    const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : (options.family ?? 0)
    reachable(hostname, reach, resolve).then(
      (addresses) => {
        const usable = addresses.filter((one) => family === 0 || one.family === family)
        const first = usable[0]
        if (first === undefined) callback(new AddressRefused(`${hostname} has no address of this kind.`), '')
        else if (options.all) callback(null, usable)
        else callback(null, first.address, first.family)
      },
      (error: Error) => callback(error, ''),
    )
  }
}

async function reachable(hostname: string, reach: Reach, resolve: Resolve): Promise<LookupAddress[]> {
  const addresses = await resolve(hostname)
  const allowed = addresses.filter(({ address }) => addressRefusal(address, reach) === null)
  const refused = addresses.find(({ address }) => addressRefusal(address, reach) !== null)
  if (allowed.length === 0) {
    throw new AddressRefused(
      refused === undefined
        ? `${hostname} has no address.`
        : `${hostname}: ${addressRefusal(refused.address, reach)}`,
    )
  }
  return allowed
}
