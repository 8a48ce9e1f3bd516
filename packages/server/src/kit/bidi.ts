/**
 * Text that somebody wrote, to stand amid other text: what turns the direction of all that follows, and would go on doing so
 * behind its end, is left out (UAX #9: embeddings, overrides and isolates). Marks, which turn nothing, stay.
 */
export const contained = (text: string): string => text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')

/** The same on one line of plain text: where it runs from right to left it is isolated, so that numbers beside it stay where they are. */
export function isolated(text: string): string {
  const line = contained(text).replaceAll(/[\r\n\u0085\u2028\u2029]+/g, ' ')
  return rightToLeft.test(line) ? `\u2068${line}\u2069` : line
}

/** The blocks whose characters run from right to left unless Unicode says otherwise, and the two marks that do. */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
