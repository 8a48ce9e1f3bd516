import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { retrieveTestClock } from '../operations/test-clock.ts'
import { triggerTestEvent } from '../operations/test-trigger.ts'

export const testClockRoutes = [
  bind(spec.retrieveTestClock, (tx) => retrieveTestClock(tx)),
  // spans several transactions: http/advance.ts carries it out
  { route: spec.advanceTestClock },
  bind(spec.triggerTestEvent, (tx, { body, vault }) => triggerTestEvent(tx, body.type, vault)),
]
