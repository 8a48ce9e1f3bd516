/** The name among `known` that `name` was probably meant to be, or null: another form of it, or a slip or two away. */
export function nearestName(name: string, known: readonly string[]): string | null {
  if (name.length > LONGEST) return null
  const asked = plain(name)
  const [nearest] = known
    .map((one) => ({ one, slips: slipsBetween(asked, plain(one)) }))
    .filter(({ slips }) => slips <= Math.min(MOST_SLIPS, Math.floor(asked.length / LETTERS_A_SLIP)))
    .sort((a, b) => a.slips - b.slips)
  return nearest?.one ?? null
}

/** No name of the contract is longer, and comparing takes the product of the lengths. */
const LONGEST = 40

const MOST_SLIPS = 2

/** Of short names each is near to each. */
const LETTERS_A_SLIP = 3

/** `contactId` and `contact-id` are `contact_id`. */
const plain = (name: string) => name.toLowerCase().replaceAll(/[_-]/g, '')

/** How many letters must be put in, left out or changed (Levenshtein). */
function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1]
    for (const [at, other] of [...b].entries()) {
      const changed = (row[at] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
