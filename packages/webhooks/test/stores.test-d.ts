import type { DatabaseSync } from 'node:sqlite'
import type { Cluster, Redis } from 'ioredis'
import type pg from 'pg'
import type { RedisClientType } from 'redis'
import { expectTypeOf } from 'vitest'
import type { WebhookStore as MainStore } from '../src/index.ts'
import type {
  PostgresDatabase,
  RedisClient,
  SharedStoreOptions,
  SqliteDatabase,
  WebhookStore,
} from '../src/stores.ts'
import { postgresStore, redisStore, sqliteStore } from '../src/stores.ts'

// Clients are handed over as they are, with no cast and none of their packages needed by ours.
expectTypeOf<Redis>().toExtend<RedisClient>()
expectTypeOf<Cluster>().toExtend<RedisClient>()
expectTypeOf<RedisClientType>().toExtend<RedisClient>()
expectTypeOf<pg.Pool>().toExtend<PostgresDatabase>()
expectTypeOf<DatabaseSync>().toExtend<SqliteDatabase>()

// What they give is the store of the main entry.
expectTypeOf(redisStore).returns.toEqualTypeOf<MainStore>()
expectTypeOf(postgresStore).returns.toEqualTypeOf<MainStore>()
expectTypeOf(sqliteStore).returns.toEqualTypeOf<WebhookStore>()
expectTypeOf(redisStore).parameter(1).toEqualTypeOf<SharedStoreOptions | undefined>()

declare const pool: pg.Pool
// @ts-expect-error a database of another kind
redisStore(pool)
