/**
 * Modules of Node's, through its own loader where there is one (20.16, 22.3): an `import` of node:http reads all its members,
 * and one of them loads Node's whole fetch (24.21: 20 ms); and a test runner that gives CommonJS no `import()` has this.
 */
export const builtIn = {
  http: async () => process.getBuiltinModule?.('node:http') ?? (await import('node:http')).default,
  https: async () => process.getBuiltinModule?.('node:https') ?? (await import('node:https')).default,
  tls: async () => process.getBuiltinModule?.('node:tls') ?? (await import('node:tls')).default,
}
