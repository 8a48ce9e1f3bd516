/** A code that tells the client that nothing was sent to the server. */
export const PROXY_ERROR = 'ERR_PROXY'

/** Names of the environment in lower or upper case, as curl and most others read them. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy that the environment names for an address: `HTTPS_PROXY`, `HTTP_PROXY`, and not for what `NO_PROXY` lists
 * (`*`, hosts, `.domains`, `host:port`). Throws for an address that is none.
 */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const secure = url.protocol === 'https:'
  // Under CGI, HTTP_PROXY is a header of whoever asks (https://httpoxy.org).
  const upper = secure || environment.REQUEST_METHOD === undefined
  const address = read(environment, secure ? 'https_proxy' : 'http_proxy', upper)
  if (address === undefined || isExempt(url, read(environment, 'no_proxy', true) ?? '')) return undefined
  const whole = /^\w+:\/\//.test(address) ? address : `http://${address}`
  if (/^https?:/i.test(whole) && URL.canParse(whole)) return new URL(whole)
  // Not shown: it may hold a password.
  const message = `${secure ? 'HTTPS' : 'HTTP'}_PROXY must be the http(s) address of a proxy`
  throw Object.assign(new Error(message), { code: PROXY_ERROR })
}

function read(environment: Environment, name: string, upper: boolean): string | undefined {
  return environment[name]?.trim() || (upper && environment[name.toUpperCase()]?.trim()) || undefined
}

function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  const own = port || (protocol === 'https:' ? '443' : '80')
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && matches(entry, host, own))
}

function matches(entry: string, host: string, own: string): boolean {
  if (entry === '*') return true
  // An IPv6 address with a port is in brackets; without one it has colons of its own.
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? []
  if (port !== undefined && port !== own) return false
  const name = (bracketed ?? plain ?? entry).replace(/^\*?\./, '')
  return host === name || host.endsWith(`.${name}`)
}
