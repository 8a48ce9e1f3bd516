import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { retrieveTestClock } from '../operations/test-clock.ts'

export const testClockRoutes = [
  bind(spec.retrieveTestClock, (tx) => retrieveTestClock(tx)),
  // spans several transactions: http/advance.ts carries it out
  { route: spec.advanceTestClock },
]
