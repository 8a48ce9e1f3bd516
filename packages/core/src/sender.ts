import { refusal } from './errors.ts'
import type { Settings } from './options.ts'

/** The settings of a client that can send: it has a key and an address. */
export interface Sender extends Settings {
  readonly apiKey: string
  readonly baseUrl: string
}

/** Asks for what the first call needs; a build that constructs a client has neither key nor address. */
export function senderOf(settings: Settings): Sender {
  const { apiKey, baseUrl } = settings
  if (baseUrl === undefined) {
    throw refusal(
      'missing_base_url',
      'Pass `baseUrl` or set BAHI_BASE_URL, such as http://127.0.0.1:4010/v1, or one of `servers`.',
    )
  }
  if (apiKey === undefined) {
    throw refusal(
      'missing_api_key',
      'Pass `apiKey` or set BAHI_API_KEY. The server prints a test key at its first start; POST /api-keys makes more.',
    )
  }
  return settings as Sender // with both, as was just seen
}
