/** A step of the schema, written once for both engines and never changed after it has been released. */
export interface Migration {
  readonly name: string
  up(schema: SchemaKit): readonly string[]
}

/** What an engine puts around a definition: column types, the environment, locks and policies. Answers SQL statements. */
export interface SchemaKit {
  createTable(table: TableDefinition): readonly string[]
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
}

/** NOT NULL unless it says `null`. Times and money are `int`: a signed integer of 64 bits. */
export type Column = 'text' | 'text null' | 'int' | 'int null' | `int default ${number}`

export interface Reference {
  readonly column: string
  /** The table whose `id` the column holds. */
  readonly table: string
  readonly onDelete?: 'cascade'
}

export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

export function indexName(table: TableDefinition, columns: readonly string[]): string {
  return `"${[table.name, ...columns].join('_')}"`
}

/** A column's definition, `int` being named as the engine does. */
export function columnSql(name: string, column: Column, types: { text: string; int: string }): string {
  const [type = '', ...rest] = column.split(' ')
  const sqlType = type === 'int' ? types.int : types.text
  if (rest[0] === 'null') return `${quoted(name)} ${sqlType}`
  return [quoted(name), sqlType, 'NOT NULL', ...rest].join(' ')
}
