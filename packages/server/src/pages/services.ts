import type { Gateways, IncomingReport } from '../gateway/gateways.ts'
import type { ReportOutcome } from '../gateway/report.ts'
import type { Clock } from '../kit/clock.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import type { Logger } from '../kit/logger.ts'
import type { PublicTokens } from '../kit/public-token.ts'
import type { Vault } from '../kit/vault.ts'
import type { Store } from '../store/store.ts'

/** What the pages use. */
export interface PageServices {
  readonly store: Store
  readonly clock: Clock
  readonly vault: Vault
  readonly logger: Logger
  readonly tokens: PublicTokens
  readonly gateways: Gateways
  /** Where this server is reached: no slash at its end. */
  publicUrl(): string
  /** Takes in what a gateway reports; null where none collects. */
  receive(environment: EnvironmentId, report: IncomingReport): Promise<ReportOutcome | null>
}

/** A link in its environment, as a page's address names it. */
export interface LinkAt {
  readonly environment: EnvironmentId
  readonly linkId: string
}
