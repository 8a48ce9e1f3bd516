// The site is a project of its own, though it lies in a workspace.
const root = import.meta.dirname

export default { outputFileTracingRoot: root, turbopack: { root } }
