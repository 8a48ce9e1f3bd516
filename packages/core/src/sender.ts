import { refusal } from './errors.ts'
import { NO_ADDRESS, NO_KEY } from './missing.ts'
import type { Settings } from './options.ts'

/** The settings of a client that can send: it has a key and an address. */
export interface Sender extends Settings {
  readonly apiKey: string
  readonly baseUrl: string
}

/** Asks for what the first call needs; a build that constructs a client has neither key nor address. */
export function senderOf(settings: Settings): Sender {
  const { apiKey, baseUrl } = settings
  if (baseUrl === undefined) throw refusal('missing_base_url', NO_ADDRESS)
  if (apiKey === undefined) throw refusal('missing_api_key', NO_KEY)
  return settings as Sender // with both, as was just seen
}
