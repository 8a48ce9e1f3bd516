import { median, quartiles } from './median.ts'

/** One line of the table: what was measured of whom. */
export interface Row {
  readonly measure: string
  readonly name: string
  /** A ratio, or a number with its unit. */
  readonly value: number
  readonly unit: string
  /** The middle half of the rounds, where there are rounds. */
  readonly spread?: readonly [number, number]
  /** What SDK.md asks of ours: `<= 0.50`. */
  readonly bar?: string
}

/** The values of each contender, round by round. */
export type Rounds = ReadonlyMap<string, readonly number[]>

/** Lets the contenders take turns, each round in another order, after one round that doesn't count. */
export async function inTurns<T extends { readonly name: string }>(
  contenders: readonly T[],
  rounds: number,
  run: (contender: T) => Promise<number>,
): Promise<Rounds> {
  const values = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  for (const contender of contenders) await run(contender)
  for (let round = 0; round < rounds; round += 1) {
    const order = contenders.map((_, index) => contenders[(index + round) % contenders.length])
    for (const contender of order) if (contender) values.get(contender.name)?.push(await run(contender))
  }
  return values
}

/** Ratios to one of them, each taken within its round; the bar is for `ours`. */
export function ratiosTo(
  baseline: string,
  rounds: Rounds,
  measure: string,
  bar: string,
  ours: string = OURS,
): Row[] {
  const base = rounds.get(baseline) ?? []
  return [...rounds].map(([name, values]) => {
    const ratios = values.map((value, round) => value / (base[round] ?? Number.NaN))
    const row = { measure, name, value: median(ratios), unit: '×', spread: quartiles(ratios) }
    return name === ours ? { ...row, bar } : row
  })
}

export const OURS = '@bahi/billing'

/** The last line of a measure's program. */
export const tell = (rows: readonly Row[]): void => console.log(JSON.stringify(rows))
