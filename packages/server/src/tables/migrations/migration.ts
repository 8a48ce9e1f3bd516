/** A step of the schema, written once for both engines and never changed after it has been released. */
export interface Migration {
  readonly name: string
  up(schema: SchemaKit): readonly string[]
}

/** What an engine puts around a definition: column types, the environment, locks and policies. Answers SQL statements. */
export interface SchemaKit {
  createTable(table: TableDefinition): readonly string[]
  addColumns(table: string, columns: Readonly<Record<string, NullableColumn>>): readonly string[]
  addIndex(table: string, columns: readonly string[]): readonly string[]
  /** Runs statements on the rows of every environment there is, one after the other; they name none. */
  inEveryEnvironment(statements: readonly string[]): readonly string[]
  /**
   * Makes the database itself keep double entry: an entry is refused unless its postings lie there already, two or more,
   * as many as it says, summing to zero in each currency; and with it they are sealed: no posting is added to it.
   */
  sealEntries(ledger: Ledger): readonly string[]
  /** Lets the owner delete rows of append-only tables whose generation has ended, and no others. */
  letPurge(tables: readonly string[]): readonly string[]
}

/**
 * A table without its `environment`: the engine adds the column, its default and its guard, and puts it into every
 * key, foreign key and index.
 */
export interface TableDefinition {
  readonly name: string
  readonly columns: Readonly<Record<string, Column>>
  readonly key: readonly string[]
  readonly unique?: readonly (readonly string[])[]
  readonly indexes?: readonly (readonly string[])[]
  readonly references?: readonly Reference[]
  /** Conditions on a row, the same SQL on both engines. */
  readonly checks?: readonly string[]
  /** The database refuses to update or delete its rows, whoever asks. */
  readonly appendOnly?: boolean
}

/** NOT NULL unless it says `null`. Times and money are `int`: a signed integer of 64 bits. */
export type Column = 'text' | 'int' | NullableColumn | `int default ${number}`
export type NullableColumn = 'text null' | 'int null'

export interface Reference {
  readonly column: string
  /** The table whose `id` the column holds. */
  readonly table: string
  readonly onDelete?: 'cascade'
  /** A second column, of this name in both tables, that must agree as well. */
  readonly withColumn?: string
  /** Looked at when the transaction commits, so that a row may come before the one that it refers to. */
  readonly isDeferred?: boolean
}

export interface Ledger {
  readonly entries: string
  readonly postings: string
}

/** What the database answers, the same words on both engines. */
export const ledgerRefusals = {
  unbalanced: 'an entry needs two postings or more that sum to zero in each currency',
  sealed: 'the entry is sealed: it takes no more postings',
  appendOnly: (table: string) => `${table} is append-only: a row is never updated or deleted`,
}

export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

export function indexName(table: string, columns: readonly string[]): string {
  return `"${[table, ...columns].join('_')}"`
}

/** A column's definition, `int` being named as the engine does. */
export function columnSql(name: string, column: Column, types: { text: string; int: string }): string {
  const [type = '', ...rest] = column.split(' ')
  const sqlType = type === 'int' ? types.int : types.text
  if (rest[0] === 'null') return `${quoted(name)} ${sqlType}`
  return [quoted(name), sqlType, 'NOT NULL', ...rest].join(' ')
}

/** A table's CHECKs and foreign keys; `within` is what stands before the names of the tables referred to. */
export function constraintsSql({ checks, references }: TableDefinition, within = ''): string[] {
  return [
    ...(checks ?? []).map((check) => `CHECK (${check})`),
    ...(references ?? []).map((reference) => foreignKey(reference, within)),
  ]
}

function foreignKey({ column, table, onDelete, withColumn, isDeferred }: Reference, within: string): string {
  const more = withColumn === undefined ? [] : [withColumn]
  const target = `${within}${quoted(table)} (${quoted('environment', 'id', ...more)})`
  const action = onDelete === 'cascade' ? ' ON DELETE CASCADE' : ''
  const time = isDeferred ? ' DEFERRABLE INITIALLY DEFERRED' : ''
  return `FOREIGN KEY (${quoted('environment', column, ...more)}) REFERENCES ${target}${action}${time}`
}
