/** A page has no variables: what a bundler puts for `process.env` it puts for whole names only. */
export function environment(_name: string): undefined {}
