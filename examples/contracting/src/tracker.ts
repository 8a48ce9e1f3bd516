/** An issue of a tracker, with the hours that were noted on it. */
export interface Issue {
  readonly key: string
  readonly summary: string
  readonly hours: number
  readonly labels: Readonly<Record<string, string>>
}

export const issues: readonly Issue[] = [
  {
    key: 'PROJ-123',
    summary: 'Move the catalogue to the new search',
    hours: 10,
    labels: { project: 'Alpha' },
  },
  { key: 'PROJ-130', summary: 'Export orders as CSV', hours: 2.5, labels: { project: 'Alpha' } },
  { key: 'PROJ-141', summary: 'Look into slow sign-ins', hours: 0.75, labels: { project: 'Beta' } },
]
