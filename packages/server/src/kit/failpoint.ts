/**
 * Named points at which a process test ends the server as a power cut would: `BAHI_FAILPOINT=after_commit`, or at the
 * seventh passing: `BAHI_FAILPOINT=after_commit:7`.
 */
export const failpoints = [
  'before_commit',
  'after_commit',
  'after_claim',
  'after_send',
  'tenant_half_made',
  'before_reset',
  'after_reset',
  'advance_begun',
  'advance_moved',
  'advance_ended',
  'appointment_kept',
  'errand_done',
] as const
export type Failpoint = (typeof failpoints)[number]

const [armed, passing = '1'] = process.env.BAHI_FAILPOINT?.split(':') ?? []
let passed = 0

export function failpoint(name: Failpoint): void {
  if (armed !== name) return
  passed += 1
  if (passed === Number(passing)) process.kill(process.pid, 'SIGKILL')
}
