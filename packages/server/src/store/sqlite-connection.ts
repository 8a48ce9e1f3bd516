import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import {
  type CompiledQuery,
  type OperationNode,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Tongue } from './bound-database.ts'
import { StoreMisuse, StoreNotOpened } from './errors.ts'
import { createLru, type Lru } from './lru.ts'

/** One connection to one database file; every call is synchronous. */
export interface SqliteConnection {
  exec(sql: string): void
  all(sql: string, ...parameters: SQLInputValue[]): Record<string, unknown>[]
  run(sql: string, ...parameters: SQLInputValue[]): number
  execute(query: CompiledQuery): Promise<QueryResult<unknown>>
  close(): void
}

/** Distinct statements kept prepared; lists of varying length would otherwise grow the cache for ever. */
const MAX_STATEMENTS = 300

/** Opens a database file, or a database in memory for `:memory:`. */
export function openConnection(path: string): SqliteConnection {
  const database = new (sqlite().DatabaseSync)(path)
  const statements = createLru<string, StatementSync>(MAX_STATEMENTS)
  return {
    exec: (text) => database.exec(text),
    all: (text, ...parameters) => prepared(database, statements, text).all(...parameters),
    run: (text, ...parameters) => Number(prepared(database, statements, text).run(...parameters).changes),
    execute: async (query) => executeQuery(prepared(database, statements, query.sql), query),
    close: () => database.close(),
  }
}

export const sqliteTongue: Tongue = {
  createAdapter: () => new SqliteAdapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db),
}

let loaded: typeof import('node:sqlite') | undefined

/** Loads the built-in module without its ExperimentalWarning, which would land on every user's terminal. */
function sqlite(): typeof import('node:sqlite') {
  if (loaded) return loaded
  const emitWarning = process.emitWarning
  process.emitWarning = () => {}
  try {
    // Node 20 has no such module, its first releases not even the function, and their types don't say so.
    const found: typeof import('node:sqlite') | undefined = process.getBuiltinModule?.('node:sqlite')
    if (found === undefined)
      throw new StoreNotOpened(
        `@bahi/server keeps its data in node:sqlite, which needs Node 22.13 or newer; this is ${process.versions.node}. \`npm install --save-dev node@24\` gives this project's scripts one.`,
      )
    loaded = found
    return loaded
  } finally {
    process.emitWarning = emitWarning
  }
}

function prepared(
  database: DatabaseSync,
  statements: Lru<string, StatementSync>,
  text: string,
): StatementSync {
  const known = statements.get(text)
  if (known) return known
  const statement = database.prepare(text)
  statements.set(text, statement)
  return statement
}

function executeQuery(statement: StatementSync, query: CompiledQuery): QueryResult<unknown> {
  const parameters = query.parameters.map(sqliteValue)
  if (returnsRows(query.query)) return { rows: statement.all(...parameters) }
  const { changes } = statement.run(...parameters)
  return { rows: [], numAffectedRows: BigInt(changes) }
}

/** Raw SQL counts as returning rows: a raw UPDATE that wants its count says `returning`. */
function returnsRows(node: OperationNode): boolean {
  switch (node.kind) {
    case 'InsertQueryNode':
    case 'UpdateQueryNode':
    case 'DeleteQueryNode':
      return 'returning' in node && node.returning !== undefined
    default:
      return true
  }
}

function sqliteValue(value: unknown): SQLInputValue {
  // A number is bound as a double, and what it is added to becomes one: beyond 2^53 a sum would lose its last digits.
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value
  }
  if (value instanceof Uint8Array) return value
  throw new StoreMisuse(`A ${typeof value} is no column value: columns hold text, integers and null.`)
}

/** SQLite's result code, without its extension (sqlite.org/rescode.html), or null for an error of another kind. */
export function sqliteErrorCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode & 0xff
}

/** ERROR, READONLY, CONSTRAINT, TOOBIG and MISMATCH undo one statement; anything else may have undone the transaction. */
const statementErrors: readonly number[] = [1, 8, 18, 19, 20]

/** After such an error (a full or failing disk, no memory) SQLite may have rolled back: a later write would stand alone. */
export function isFatal(error: unknown): boolean {
  const code = sqliteErrorCode(error)
  return code !== null && !statementErrors.includes(code)
}

/**
 * Commits with an fsync. Between times the platform is at NORMAL: a due hint that a power cut loses is found again,
 * because the next start sees that nobody closed the data in order.
 */
export function durably<T>(connection: SqliteConnection, work: () => T): T {
  connection.exec('PRAGMA synchronous = FULL; BEGIN IMMEDIATE')
  try {
    const result = work()
    connection.exec('COMMIT')
    return result
  } catch (error) {
    rollBack(connection)
    throw error
  } finally {
    connection.exec('PRAGMA synchronous = NORMAL')
  }
}

/** SQLite has rolled back by itself after the worst errors; then there is nothing left to do. */
export function rollBack(connection: SqliteConnection): void {
  try {
    connection.exec('ROLLBACK')
  } catch {
    // "no transaction is active"
  }
}
