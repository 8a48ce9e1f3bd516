import * as spec from '@bahi/spec'
import { performAdvance } from '../http/advance.ts'
import { bind } from '../http/bind.ts'
import { performReset } from '../http/reset.ts'
import { retrieveTestClock } from '../operations/test-clock.ts'
import { triggerTestEvent } from '../operations/test-trigger.ts'

export const testClockRoutes = [
  bind(spec.retrieveTestClock, (tx) => retrieveTestClock(tx)),
  { route: spec.advanceTestClock, perform: performAdvance },
  bind(spec.triggerTestEvent, (tx, { body, vault }) => triggerTestEvent(tx, body.type, vault)),
  { route: spec.resetTestEnvironment, perform: performReset },
]
