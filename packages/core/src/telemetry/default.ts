// Who hears of calls. The build for everything but Node takes default.web.ts instead.
export { observe } from './channel.ts'
