import type { ServerOptions } from '../server.ts'
import type { Flags } from './flags.ts'
import { UsageError } from './usage.ts'

const MAX_PORT = 65_535

export function readPort({ port }: Flags): number {
  if (/^\d{1,5}$/.test(port) && Number(port) <= MAX_PORT) return Number(port)
  throw new UsageError(`--port takes a number from 0 to ${MAX_PORT}, not "${port}".`)
}

/** Flags win over the environment's variables. */
export function serverOptions(flags: Flags): ServerOptions {
  const { data } = flags
  const databaseUrl = flags['database-url'] ?? (data === undefined ? process.env.DATABASE_URL : undefined)
  const encryptionKey = process.env.BAHI_ENCRYPTION_KEY
  return {
    ...(data === undefined ? {} : { data }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    ...(flags['no-rate-limit'] ? { rateLimits: false as const } : {}),
  }
}
