/** A page has no variables: what a bundler puts for `process.env` it puts for whole names only. */
export const environment = (_name: string): string | undefined => undefined
