import type http from 'node:http'
import type { AgentOptions } from 'node:https'
import { builtIn } from './built-in.ts'
import type { Ca } from './ca.ts'
import { proxyFor } from './proxy.ts'

import { tunnelAgent } from './tunnel.ts'

/** How requests to one origin are sent. */
export interface Route {
  readonly module: Pick<typeof http, 'request'>
  readonly options: http.RequestOptions & { readonly headers: Readonly<Record<string, string>> }
  /** A plain-text proxy is asked for the whole address. */
  readonly absolute: boolean
}

/** Directly, or through the proxy that the environment names for this address. */
export async function routeTo(url: URL, ca: Ca | undefined): Promise<Route> {
  const proxy = proxyFor(url, process.env)
  if (proxy === undefined) return direct(url, ca)
  return url.protocol === 'https:' ? tunnelled(url, proxy, ca) : forwarded(url, proxy, ca)
}

// Sockets at once to one host: more wait their turn, rather than take every file descriptor of the process.
const KEPT = { keepAlive: true, maxSockets: 256, scheduling: 'lifo' } as const

async function direct(url: URL, ca: Ca | undefined): Promise<Route> {
  const { module, agent } = await doorOf(url.protocol, ca)
  return { module, options: { agent, ...targetOf(url), headers: {} }, absolute: false }
}

async function forwarded(url: URL, proxy: URL, ca: Ca | undefined): Promise<Route> {
  const { module, agent } = await doorOf(proxy.protocol, ca)
  const headers = { host: url.host, ...authorization(proxy) }
  return { module, options: { agent, ...targetOf(proxy), headers }, absolute: true }
}

async function tunnelled(url: URL, proxy: URL, ca: Ca | undefined): Promise<Route> {
  const https = await builtIn.https()
  const tls = await builtIn.tls()
  const { module } = await doorOf(proxy.protocol, ca)
  const through = { module, options: { ...targetOf(proxy), headers: authorization(proxy), ...trusted(ca) } }
  const agent = tunnelAgent({ https, tls }, { ...KEPT, ...trusted(ca) }, through)
  return { module: https, options: { agent, ...targetOf(url), headers: {} }, absolute: false }
}

interface Door {
  readonly module: Pick<typeof http, 'request'>
  readonly agent: http.Agent
}

// Loaded by the first call, not by importing this package. Clients share what is not special to one.
const doors: { http?: Promise<Door>; https?: Promise<Door> } = {}

function doorOf(protocol: string, ca: Ca | undefined): Promise<Door> {
  if (protocol === 'https:' && ca !== undefined) return httpsDoor(ca)
  if (protocol === 'https:') {
    doors.https ??= httpsDoor(undefined)
    return doors.https
  }
  doors.http ??= httpDoor()
  return doors.http
}

async function httpDoor(): Promise<Door> {
  const module = await builtIn.http()
  return { module, agent: new module.Agent(KEPT) }
}

async function httpsDoor(ca: Ca | undefined): Promise<Door> {
  const module = await builtIn.https()
  return { module, agent: new module.Agent({ ...KEPT, ...trusted(ca) }) }
}

function trusted(ca: Ca | undefined): Pick<AgentOptions, 'ca'> {
  if (ca === undefined) return {}
  const list = typeof ca === 'string' || ca instanceof Uint8Array ? [ca] : ca
  return { ca: list.map((one) => (typeof one === 'string' ? one : Buffer.from(one))) }
}

const targetOf = ({ protocol, hostname, port }: URL) => ({
  protocol,
  hostname: hostname.replace(/^\[|\]$/g, ''),
  port,
})

/** A proxy's own credentials, from its address: bytes, so that a sign of percent which escapes nothing is one. */
function authorization({ username, password }: URL): Record<string, string> {
  if (username + password === '') return {}
  const pair = `${username}:${password}`.replace(/%([\da-f]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return { 'proxy-authorization': `Basic ${Buffer.from(pair, 'latin1').toString('base64')}` }
}
