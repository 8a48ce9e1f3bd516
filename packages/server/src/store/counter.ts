import type { Tx } from './store.ts'

/** Raises a counter of the environment and answers what it is now. Its row stays locked until the transaction's end. */
export async function raiseCounter(tx: Tx, name: string, by: number): Promise<number> {
  const { value } = await tx.db
    .insertInto('counters')
    .values({ name, value: by })
    .onConflict((conflict) =>
      conflict
        .columns(['environment', 'name'])
        .doUpdateSet((eb) => ({ value: eb('counters.value', '+', eb.ref('excluded.value')) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
