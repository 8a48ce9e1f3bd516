import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { testLocation } from '../support/engines.ts'
import { flagsFor } from '../support/server-process.ts'

/** The quickstart requests of the three APIs, as they are documented; only what stands in braces is put in. */
const requests = [
  `curl -X POST {url}/billing/v1/invoices -H "Authorization: Bearer {key}" -H "Idempotency-Key: 9f2c-4d1a-8b6e-e7b3" -H "Content-Type: application/json" \\
  -d '{ "contact_id": "{ctc}", "items": [{ "catalog_item_id": "{itm}", "qty": 1 }], "due_in_days": 7 }'`,
  `curl -X POST {url}/v1/invoices -H "Authorization: Bearer {key}" -H "Content-Type: application/json" \\
  -d '{ "customer": { "phone": "+919876543210", "name": "Rahul K." },
        "items": [ { "sku": "AMUL-MILK-1L", "qty": 2, "rate": 68 }, { "sku": "MAGGI-70G", "qty": 6, "rate": 14 } ],
        "payment": { "mode": "upi", "amount": 220 } }'`,
  `curl --request POST --url {url}/api/v1/billables --header 'Authorization: Bearer {key}' --header 'Content-Type: application/json' --header 'tenant-id: {tnt}' \\
  --data '{ "invoiceId": "{inv}", "billables": [ { "description": "Monthly subscription for service X.", "quantity": 10, "amountMinor": 5000, "currencyCode": "EUR",
            "referenceType": "JIRA", "referenceId": "PROJ-123", "metadata": { "project": "Alpha", "priority": "High" }, "order": 13 } ] }'`,
]

const READY_MS = 20_000

const bin = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** Starts the bin as a person does, and answers what it prints when it is ready. */
async function printed(): Promise<string> {
  const flags = ['--port', '0', ...flagsFor(await testLocation({ fresh: true }))]
  const child = spawn(process.execPath, [bin, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += String(chunk)
  })
  await expect.poll(() => text, { timeout: READY_MS }).toContain(`"order": 13 } ] }'\n`)
  return text
}

function commandsIn(text: string): string[] {
  const id = (prefix: string) => new RegExp(`"(${prefix}_[0-9A-Z]{26})"`).exec(text)?.[1] ?? ''
  const known: Record<string, string> = {
    url: /listens on (\S+)/.exec(text)?.[1] ?? '',
    key: /live {2}secret +(\S+)/.exec(text)?.[1] ?? '',
    tnt: /(tnt_[0-9A-Z]{26})/.exec(text)?.[1] ?? '',
    ctc: id('ctc'),
    itm: id('itm'),
    inv: id('inv'),
  }
  return requests.map((request) => request.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? ''))
}

const shell = promisify(execFile)

async function run(command: string) {
  const { stdout } = await shell('sh', ['-c', `${command} --silent --write-out '\\n%{http_code}'`])
  const [, body = '', status] = /^(.*)\n(\d+)$/s.exec(stdout) ?? []
  return { status: Number(status), body: JSON.parse(body) }
}

test('the documented requests, as the server prints them, are answered as they are documented', async () => {
  const text = await printed()
  const commands = commandsIn(text)
  expect(commands.filter((command) => !text.includes(`${command}\n`))).toEqual([])
  const [draft, sale, billables] = [
    await run(commands[0] ?? ''),
    await run(commands[1] ?? ''),
    await run(commands[2] ?? ''),
  ]

  expect(draft).toMatchObject({ status: 201, body: { status: 'draft', grand_total: 68, due_in_days: 7 } })
  expect(text).toContain(draft.body.contact_id)

  expect(sale).toMatchObject({
    status: 201,
    body: {
      status: 'paid',
      invoice_no: expect.stringMatching(/^INV-\d{4}-\d{5}$/),
      grand_total: 220,
      customer: { phone: '+919876543210', name: 'Rahul K.' },
      customer_phone: '+91••••43210',
      livemode: true,
    },
  })

  const [key = ''] = /sk_live_\S+/.exec(text) ?? []
  const [url = ''] = /http\S+(?=\/billing)/.exec(text) ?? []
  const products = await run(`curl ${url}/v1/products -H "Authorization: Bearer ${key}"`)
  const stocks = products.body.data.map(({ sku, stock }: { sku: string; stock: number }) => [sku, stock])
  expect(Object.fromEntries(stocks)).toEqual({ 'AMUL-MILK-1L': 998, 'MAGGI-70G': 994 })

  expect(billables.status).toBe(201)
  expect(billables.body).toEqual({
    data: [
      expect.objectContaining({
        id: expect.stringMatching(/^bil_/),
        invoice: expect.stringMatching(/^inv_/),
        description: 'Monthly subscription for service X.',
        quantity: 10,
        amountMinor: 5000,
        currencyCode: 'EUR',
        referenceType: 'JIRA',
        referenceId: 'PROJ-123',
        metadata: { project: 'Alpha', priority: 'High' },
        order: 13,
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: expect.stringMatching(/Z$/),
      }),
    ],
  })
})
