import { type Client, openStore } from './open.ts'

// A receiver's process in the middle of its handler: it claims the event, says so, and hangs until it is killed.
const [client, address = '', eventId = ''] = process.argv.slice(2)
// The test names one of its own.
const { store } = await openStore(client as Client, address)
const claim = { eventId, holder: `process ${process.pid}`, leaseSeconds: 1, keepSeconds: 1000 }
console.log(await store.claim(claim))
setInterval(() => {}, 1000)
