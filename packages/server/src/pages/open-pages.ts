import type { Hono } from 'hono'
import { createGateways, type GatewayChoice, type Gateways } from '../gateway/gateways.ts'
import { receiveReport } from '../gateway/report.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import { createPublicTokens, type PublicPage } from '../kit/public-token.ts'
import { createPages, type PageEnv } from './routes.ts'
import type { PageServices } from './services.ts'

export interface OpenPages {
  readonly app: Hono<PageEnv>
  readonly gateways: Gateways
  /** The whole address of a page. */
  addressOf(page: PublicPage, environment: EnvironmentId, id: string): string
  /** Where the gateway's webhooks come to. */
  webhookUrl(environment: EnvironmentId): string
}

export type PagesOptions = Pick<PageServices, 'store' | 'clock' | 'vault' | 'logger' | 'publicUrl'> & {
  readonly choose: GatewayChoice
}

/** The pages and the gateways behind them, under the platform's signing keys. */
export async function openPages(options: PagesOptions): Promise<OpenPages> {
  const { store, publicUrl } = options
  const keys = await store.platform.signingKeys()
  const oldest = keys.at(-1)
  if (oldest === undefined) throw new Error('The platform has no signing key.')
  const tokens = createPublicTokens(keys)
  const receive: PageServices['receive'] = async (environment, report) => {
    const gateway = gateways.of(environment)
    return gateway && receiveReport(options, { environment, gateway }, report)
  }
  const gateways = createGateways({ ...options, tokens, signingKey: oldest.secret, receive })
  return {
    app: createPages({ ...options, tokens, gateways, receive }),
    gateways,
    webhookUrl: (environment) =>
      `${publicUrl()}/gateway/razorpay/${tokens.sign('g', { environment, id: null })}`,
    addressOf: (page, environment, id) => `${publicUrl()}/${page}/${tokens.sign(page, { environment, id })}`,
  }
}
