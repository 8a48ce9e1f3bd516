import { type BahiError, refusal } from '../errors.ts'

/** Certificates (PEM) that are trusted in place of the system's. */
export type Ca = string | Uint8Array | readonly (string | Uint8Array)[]

/** Certificates where they could not be used. */
export function refusedCa(): BahiError {
  return refusal(
    'invalid_option',
    'ca is for the default transport on Node: your fetch has certificates of its own.',
  )
}
