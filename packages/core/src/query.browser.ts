/** A query as it stands in an address; the browser writes it as a form, with a plus for a space. */
export function queryOf(pairs: [name: string, value: string][]): string {
  return `${new URLSearchParams(pairs)}`
}
