/** A lock or the writer's turn was not free in time ({@link LOCK_WAIT_MS} if nothing else was asked for). Nothing was written; the caller may try again. */
export class LockTimeout extends Error {
  constructor(options?: ErrorOptions) {
    super('Another transaction did not end in time.', options)
    this.name = 'LockTimeout'
  }
}

/** How long a transaction waits for another one: the bound that an Idempotency-Key in use is given (WIRE §2). */
export const LOCK_WAIT_MS = 5_000

/** The database can't be reached, or all connections to it stayed busy. Nothing was written; the caller may try again. */
export class StoreUnavailable extends Error {
  constructor(options?: ErrorOptions) {
    super('No connection to the database could be had.', options)
    this.name = 'StoreUnavailable'
  }
}

/** No tenant with this id was ever made here. */
export class UnknownEnvironment extends Error {
  constructor(environment: string) {
    super(`There is no environment ${JSON.stringify(environment)} in this store.`)
    this.name = 'UnknownEnvironment'
  }
}

/** The data can't be opened as things are. The message says what to do about it and holds no secret. */
export class StoreNotOpened extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreNotOpened'
  }
}

/** A data folder is another server's as long as that one runs, in this process or in another. */
export class StoreInUse extends StoreNotOpened {
  readonly folder: string

  constructor(folder: string, options?: ErrorOptions) {
    super(
      `The data folder ${folder} is in use by another server, of this process or of another. Stop that one first, or give this one a folder of its own (--data). To run several processes on one set of data, use PostgreSQL (--database-url).`,
      options,
    )
    this.folder = folder
  }
}

/** A bug in the caller: the store was used against its rules. */
export class StoreMisuse extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StoreMisuse'
  }
}
