// What a page or a Worker does with the packages: bundled from the packed tarballs, run against a real server.
import { Billing, isProblem } from '@bahi/billing'
import { Invoices } from '@bahi/billing/invoices'
import { sign, verifyAsync, WebhookVerificationError } from '@bahi/webhooks'

/** With a secret key, as a Worker has it: writes, lists over pages, and a refusal that narrows. */
export async function secretStory({ baseUrl, apiKey }) {
  const billing = new Billing({ baseUrl, apiKey })
  const made = []
  for (const name of ['Asha', 'Ravi', 'Meera']) made.push((await billing.contacts.create({ name })).id)
  const listed = []
  for await (const { id } of billing.contacts.list({ limit: 2 })) listed.push(id)
  const refused = await billing.invoices.create({ items: [], due_in_days: -1 }).catch((error) => error)
  return {
    listsWhatItMade: made.every((id) => listed.includes(id)),
    narrows: isProblem(refused, 'validation_failed') && refused.errors[0].pointer === '/due_in_days',
  }
}

/** With a publishable key, as a page has it: reads what is public, and no more. */
export async function publishableStory({ baseUrl, apiKey, invoiceId }) {
  const billing = new Billing({ baseUrl, apiKey })
  const skus = []
  for await (const { sku } of billing.products.list({ limit: 1 })) skus.push(sku)
  const invoice = await new Invoices(billing.client).retrieve(invoiceId)
  const write = await billing.contacts.create({ name: 'Nobody' }).catch((error) => error)
  const secret = await refusal(() => new Billing({ baseUrl, apiKey: 'sk_test_in_a_page' }).contacts.list())
  return {
    skus,
    status: invoice.status,
    person: invoice.customer ?? null,
    write: [write.code, write.outcome],
    forBrowsers: /no whole answer/.test(write.message),
    secret: secret.code,
  }
}

/** The signature is checked by WebCrypto; what needs node:crypto says so. */
export async function webhookStory({ payload, headers, secret }) {
  const event = await verifyAsync(payload, headers, [secret])
  const forged = await refusal(() => verifyAsync(`${payload} `, headers, [secret]))
  const onNode = await refusal(() => sign({ id: 'evt_1', timestamp: 1, payload, secrets: secret }))
  return {
    type: event.type,
    forged: forged instanceof WebhookVerificationError && forged.code,
    sign: /node:crypto/.test(onNode.message),
  }
}

async function refusal(act) {
  try {
    await act()
    return {}
  } catch (error) {
    return error
  }
}
