import { createHmac } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { EnvironmentId } from '../kit/environment.ts'
import type { PublicTokens } from '../kit/public-token.ts'
import { simulatedRecords } from '../operations/gateway-simulation.ts'
import type { Store } from '../store/store.ts'
import { type GatewayCredentials, requireWhole } from './credentials.ts'
import type { Gateway } from './gateway.ts'
import { createRazorpayGateway } from './razorpay.ts'
import { createRazorpayClient } from './razorpay-client.ts'
import { razorpaySignature } from './razorpay-signature.ts'
import { createSimulatedApi, type SimulatedOptions } from './simulated.ts'

/** The account of a tenant's live environment, or null where none collects. */
export type GatewayChoice = (tenantId: string) => GatewayCredentials | null

/** Which gateway collects where: the simulated one in every test environment and in no other. */
export interface Gateways {
  /** `null`: nobody collects there. */
  of(environment: EnvironmentId): Gateway | null
  /** The simulated gateway's own side, for its page; `null` in live mode. */
  simulated(environment: EnvironmentId): SimulatedSide | null
}

export interface SimulatedSide {
  readonly options: SimulatedOptions
  readonly keySecret: string
}

export interface GatewaysOptions {
  readonly store: Store
  readonly tokens: PublicTokens
  readonly choose: GatewayChoice
  /** The platform's, of which the simulated gateway's secrets are derived. */
  readonly signingKey: Uint8Array
  publicUrl(): string
  /** Takes a webhook in: what the simulated gateway would post over HTTP. */
  receive(environment: EnvironmentId, report: IncomingReport): Promise<unknown>
}

export interface IncomingReport {
  readonly rawBody: string
  readonly signature: string
  readonly eventId: string | null
}

export function createGateways(options: GatewaysOptions): Gateways {
  const real = new Map<string, { readonly credentials: GatewayCredentials; readonly gateway: Gateway }>()
  const simulated = (environment: EnvironmentId): SimulatedSide | null =>
    environment.endsWith('/test') ? simulatedSide(options, environment) : null
  return {
    simulated,
    of(environment) {
      const side = simulated(environment)
      if (side !== null) return simulatedGateway(options, environment, side)
      const [tenantId = ''] = environment.split('/')
      const credentials = options.choose(tenantId)
      if (credentials === null) return null
      requireWhole(`gateway of ${tenantId}`, credentials)
      const known = real.get(tenantId)
      // an account's keys and secrets are rotated while the server runs
      if (known !== undefined && isDeepStrictEqual(known.credentials, credentials)) return known.gateway
      const account = { ...credentials }
      const gateway = createRazorpayGateway(
        createRazorpayClient(account),
        account,
        wallTime(options, environment),
      )
      real.set(tenantId, { credentials: account, gateway })
      return gateway
    },
  }
}

const simulatedGateway = (options: GatewaysOptions, environment: EnvironmentId, side: SimulatedSide) =>
  createRazorpayGateway(
    createSimulatedApi(side.options),
    { keySecret: side.keySecret, webhookSecret: secretOf(options, environment, 'webhook') },
    wallTime(options, environment),
  )

function simulatedSide(options: GatewaysOptions, environment: EnvironmentId): SimulatedSide {
  const token = options.tokens.sign('g', { environment, id: null })
  const webhookSecret = secretOf(options, environment, 'webhook')
  return {
    keySecret: secretOf(options, environment, 'key'),
    options: {
      book: {
        transaction: (work) => options.store.transaction(environment, (tx) => work(simulatedRecords(tx))),
      },
      pageUrl: (linkId) => `${options.publicUrl()}/gateway/simulated/${token}/${linkId}`,
      async report({ id, event }) {
        const rawBody = JSON.stringify(event)
        const signature = razorpaySignature(webhookSecret, rawBody)
        await options.receive(environment, { rawBody, signature, eventId: id })
      },
    },
  }
}

const secretOf = ({ signingKey }: GatewaysOptions, environment: EnvironmentId, what: string): string =>
  createHmac('sha256', signingKey).update(`simulated-gateway:${what}:${environment}`).digest('hex')

/** A link expires by its environment's clock. */
const wallTime =
  ({ store }: GatewaysOptions, environment: EnvironmentId) =>
  () =>
    store.read(environment, async (tx) => tx.now.getTime())
