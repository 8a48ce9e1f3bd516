// Next and React are links into the workspace, which lies above this site.
const root = process.env.BAHI_ROOT

export default { outputFileTracingRoot: root, turbopack: { root } }
