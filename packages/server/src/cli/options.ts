import type { GatewayCredentials } from '../gateway/credentials.ts'
import { smtpNotifier } from '../notifier/smtp.ts'
import type { OperatedOptions } from '../open-server.ts'
import type { Flags } from './flags.ts'
import { UsageError } from './usage.ts'

const MAX_PORT = 65_535

export function readPort({ port }: Flags): number {
  if (/^\d{1,5}$/.test(port) && Number(port) <= MAX_PORT) return Number(port)
  throw new UsageError(`--port takes a number from 0 to ${MAX_PORT}, not "${port}".`)
}

/** Flags win over the environment's variables. */
export function serverOptions(flags: Flags): OperatedOptions {
  const { data } = flags
  const databaseUrl = flags['database-url'] ?? (data === undefined ? variable('DATABASE_URL') : undefined)
  const publicUrl = readPublicUrl(flags['public-url'])
  const demoGateway = readGateway(process.env)
  const encryptionKey = variable('BAHI_ENCRYPTION_KEY')
  return {
    ...(data === undefined ? {} : { data }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(demoGateway === null ? {} : { demoGateway }),
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    ...deliveryOption(flags),
    ...smtpOption(flags),
    ...(flags['no-rate-limit'] ? { rateLimits: false as const } : {}),
  }
}

/** Of the environment; one that is empty is none. */
const variable = (name: string): string | undefined => process.env[name] || undefined

function readPublicUrl(url: string | undefined): string | undefined {
  if (url === undefined || /^https?:\/\/[^/?#]+\/?$/.test(url)) return url
  throw new UsageError(`--public-url takes an address such as https://pay.example.com, not "${url}".`)
}

function deliveryOption(flags: Flags): Pick<OperatedOptions, 'deliveryTimeoutMs'> {
  const text = flags['delivery-timeout-ms']
  if (text === undefined) return {}
  if (/^[1-9]\d{0,5}$/.test(text)) return { deliveryTimeoutMs: Number(text) }
  throw new UsageError(`--delivery-timeout-ms takes milliseconds from 1 to 999999, not "${text}".`)
}

const needed = ['RAZORPAY_KEY_ID', 'RAZORPAY_KEY_SECRET', 'RAZORPAY_WEBHOOK_SECRET'] as const

/** The account in the environment's variables: all three of them, or none. */
function readGateway(variables: NodeJS.ProcessEnv): GatewayCredentials | null {
  const [keyId = '', keySecret = '', webhookSecret = ''] = needed.map((name) => variables[name])
  const missing = needed.filter((name) => !variables[name])
  if (missing.length === needed.length) return null
  if (missing.length > 0) throw new UsageError(`The gateway needs ${missing.join(' and ')} as well.`)
  const baseUrl = variables.RAZORPAY_BASE_URL
  return { keyId, keySecret, webhookSecret, ...(baseUrl ? { baseUrl } : {}) }
}

function smtpOption(flags: Flags): Pick<OperatedOptions, 'notifier'> {
  const url = flags['smtp-url'] ?? variable('BAHI_SMTP_URL')
  const from = flags['mail-from'] ?? variable('BAHI_MAIL_FROM')
  if (url === undefined) return {}
  if (!/^smtps?:\/\//.test(url)) throw new UsageError('--smtp-url takes smtp://… or smtps://….')
  if (from === undefined) {
    throw new UsageError('Say whom the messages are from: --mail-from ADDRESS or BAHI_MAIL_FROM.')
  }
  return { notifier: smtpNotifier({ url, from }) }
}
