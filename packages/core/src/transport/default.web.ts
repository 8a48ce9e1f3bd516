export { globalFetchTransport as defaultTransport } from './fetch.ts'
