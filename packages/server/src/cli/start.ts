import { documentedRequests } from '../demo.ts'
import { tellingLogger } from '../kit/logger.ts'
import { type Listening, urlOf } from '../listen.ts'
import { type CreatedDemo, openServer } from '../open-server.ts'
import type { Server } from '../server.ts'
import type { Flags } from './flags.ts'
import { readPort, serverOptions } from './options.ts'

/** Starts the server, tells that it is ready and stops in order on SIGINT and SIGTERM. */
export async function startServer(flags: Flags): Promise<void> {
  const port = readPort(flags)
  const usualUrl = urlOf(flags.host, port)
  const options = { ...serverOptions(flags), logger: tellingLogger, usualUrl }
  const { server, createDemo, gatewayWebhookUrl } = await openServer(options)
  stopOnSignal(server, flags)
  try {
    // the port first: one that is taken must not leave a demo tenant whose keys nobody was shown
    const listening = await server.listen({ port, host: flags.host })
    const demo = await createDemo()
    process.stdout.write(
      flags.json
        ? jsonLine(listening, demo)
        : readyText(listening, { demo, webhookUrl: gatewayWebhookUrl() }),
    )
  } catch (error) {
    await server.close()
    throw error
  }
}

const jsonLine = ({ url }: Listening, demo: CreatedDemo | null) =>
  `${JSON.stringify({ url, tenant_id: demo?.tenantId ?? null, keys: demo?.keys ?? null })}\n`

interface Ready {
  readonly demo: CreatedDemo | null
  readonly webhookUrl: string | null
}

function readyText({ url }: Listening, { demo, webhookUrl }: Ready): string {
  const gateway = webhookUrl === null ? '' : `The gateway's webhooks come to ${webhookUrl}\n`
  const ready = `Bahi listens on ${url} (the API is at ${url}/v1)\n${gateway}`
  if (demo === null)
    return `${ready}The data has a tenant already; its keys were shown when it was made.
Lost them? "key create --tenant ID" with the same data makes another key; "tenant list" has the ids. On SQLite, stop this server first.\n`
  const { tenantId, keys, ids } = demo
  return `${ready}
A demo tenant was made: ${tenantId}. These keys are shown now and never again:

  test  secret       ${keys.test.secret}
        publishable  ${keys.test.publishable}
  live  secret       ${keys.live.secret}
        publishable  ${keys.live.publishable}

The documented requests, ready to paste. They are made with the live secret, so what they make is seen with it; only invoices
of the test secret can be paid here, by test money:

${documentedRequests({ url, key: keys.live.secret, tenantId, ids: ids.live }).join('\n\n')}
`
}

function stopOnSignal(server: Server, { json }: Flags): void {
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1)
    stopping = true
    if (!json) process.stdout.write(`${signal}: finishing what is under way (once more to end at once)\n`)
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`bahi: ${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
