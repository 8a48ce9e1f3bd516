// What a client sends through unless it is given a fetch. The build for everything but Node takes default.web.ts instead.
export { nodeTransport as defaultTransport } from './node.ts'
