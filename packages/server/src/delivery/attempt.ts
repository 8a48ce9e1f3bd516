import { sign } from '@bahi/webhooks/signature'
import manifest from '../../package.json' with { type: 'json' }
import type { Clock } from '../kit/clock.ts'
import type { Logger } from '../kit/logger.ts'
import type { Vault } from '../kit/vault.ts'
import { openWebhookSecret } from '../operations/webhook-endpoint-secret.ts'
import type { Job } from './claim.ts'
import { type SendResult, send } from './send.ts'

export interface Sender {
  readonly clock: Clock
  readonly vault: Vault
  readonly logger: Logger
  readonly timeoutMs: number
  /** Whether test environments may send to this machine just now. */
  readonly allowLoopback: () => boolean
}

const MS_PER_SECOND = 1000

/** One signed attempt. Never rejects: a delivery that can't be signed is an attempt without an answer. */
export async function attempt(job: Job, sender: Sender): Promise<SendResult> {
  const { clock, timeoutMs } = sender
  let headers: Record<string, string>
  try {
    headers = signedHeaders(job, sender)
  } catch (error) {
    sender.logger.error('A delivery could not be signed', { delivery: job.deliveryId, error })
    const refused = 'The server could not sign this delivery.'
    return { status: null, latencyMs: 0, responseBody: null, error: refused, retryAfterMs: null }
  }
  const reach = { livemode: job.livemode, allowLoopback: sender.allowLoopback() }
  return send({ url: job.url, headers, body: job.body }, { clock, reach, timeoutMs })
}

function signedHeaders(job: Job, { clock, vault }: Sender): Record<string, string> {
  const secrets = job.sealedSecrets.map((sealed) => openWebhookSecret(vault, sealed, job))
  const timestamp = Math.floor(clock.wall() / MS_PER_SECOND)
  return {
    'content-type': 'application/json',
    'user-agent': `Bahi/${manifest.version}`,
    ...sign({ id: job.eventId, timestamp, payload: job.body, secrets }),
  }
}
