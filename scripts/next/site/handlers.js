/** Each route of this site has one of these: what a handler remembers is its own. */
export function createOptions() {
  const failed = new Set()
  let open = () => {}
  const opened = new Promise((resolve) => {
    open = resolve
  })
  return {
    secrets: [process.env.BAHI_WEBHOOK_SECRET, process.env.BAHI_WEBHOOK_OLD_SECRET],
    on: {},
    /** By the type of the event: waits for another to open the gate, opens it, or fails once. */
    async onUnknown({ id, type }) {
      if (type === 'site.wait') await opened
      if (type === 'site.open') open()
      if (type !== 'site.fail' || failed.has(id)) return
      failed.add(id)
      throw new Error('database is down')
    },
    onError: () => {},
  }
}
