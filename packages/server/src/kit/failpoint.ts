/** Named points at which a process test ends the server as a power cut would: `BAHI_FAILPOINT=after_commit`. */
export const failpoints = ['before_commit', 'after_commit', 'after_claim', 'after_send'] as const
export type Failpoint = (typeof failpoints)[number]

const armed = process.env.BAHI_FAILPOINT

export function failpoint(name: Failpoint): void {
  if (armed === name) process.kill(process.pid, 'SIGKILL')
}
