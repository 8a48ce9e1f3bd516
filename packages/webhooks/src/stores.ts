export { type PostgresDatabase, postgresStore, postgresTable } from './postgres-store.ts'
export { type RedisClient, redisStore } from './redis-store.ts'
export { type SqliteDatabase, sqliteStore } from './sqlite-store.ts'
export type { SharedStoreOptions, WebhookStore } from './store.ts'
