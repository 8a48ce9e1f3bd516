import type { Generated } from 'kysely'
import type { Flag, InEnvironment, Json, Time } from './column.ts'

/** A key that a mutation was sent with, and the answer that it got. */
export interface IdempotencyKeyTable extends InEnvironment {
  key: string
  fingerprint: string
  request_method: string
  request_path: string
  /** In canonical form. */
  request_body: Json
  response_status: number | null
  response_body: string | null
  /** 1: the body is encrypted under a key derived from the caller's own. */
  sealed: Generated<Flag>
  created_at: Time
  expires_at: Time
}
