import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
} from 'kysely'
import type { Tables } from '../tables/tables.ts'
import { StoreMisuse } from './errors.ts'

/** A Kysely on one open transaction. After `end()` every query throws: the connection may already be another environment's. */
export interface BoundDatabase {
  readonly db: Kysely<Tables>
  end(): void
}

export type ExecuteQuery = (query: CompiledQuery) => Promise<QueryResult<unknown>>
/** What of a dialect doesn't depend on the connection. */
export type Tongue = Pick<Dialect, 'createAdapter' | 'createQueryCompiler' | 'createIntrospector'>

export function bindDatabase(tongue: Tongue, execute: ExecuteQuery): BoundDatabase {
  let ended = false
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (ended) throw new StoreMisuse('A query came after its transaction had ended: an await is missing.')
      // Kysely declares the rows' type by the query that it compiled; a driver can only believe it.
      return (await execute(query)) as QueryResult<R>
    },
    streamQuery() {
      throw new StoreMisuse('The store does not stream: read a page at a time.')
    },
  }
  const dialect: Dialect = { ...tongue, createDriver: () => new BoundDriver(connection) }
  return {
    db: new Kysely<Tables>({ dialect }),
    end() {
      ended = true
    },
  }
}

class BoundDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(connection: DatabaseConnection) {
    this.#connection = connection
  }

  async init() {}

  async acquireConnection() {
    return this.#connection
  }

  async beginTransaction(): Promise<never> {
    throw new StoreMisuse('A transaction is open already: use a savepoint.')
  }

  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}
