/** A variable of the process, where there is one. */
export function environment(name: string): string | undefined {
  return globalThis.process?.env?.[name]
}
