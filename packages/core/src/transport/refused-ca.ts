import { type BahiError, refusal } from '../errors.ts'

/** Certificates where they could not be used. */
export function refusedCa(): BahiError {
  return refusal(
    'invalid_option',
    'ca is for the default transport on Node: your fetch has certificates of its own.',
  )
}
