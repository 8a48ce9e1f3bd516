import type { Notifier } from './notifier.ts'

/** The mail server, and who writes. */
export interface SmtpOptions {
  /** `smtp://user:password@host:587`, or `smtps://…`. */
  readonly url: string
  /** `Acme <billing@acme.example>` */
  readonly from: string
}

/** For the whole conversation: an errand is claimed for a minute. */
const TIMEOUT_MS = 15_000

/** Sends by SMTP. Throws what the server answered. */
export function smtpNotifier({ url, from }: SmtpOptions): Notifier {
  let transport: ReturnType<typeof openTransport> | undefined
  return {
    async send({ to, subject, text, id }) {
      transport ??= openTransport(url)
      await (await transport).sendMail({ from, to, subject, text, headers: { 'X-Bahi-Notification': id } })
    },
  }
}

/** The library is loaded for the first letter: a server that sends none starts without it. */
async function openTransport(url: string) {
  const { createTransport } = await import('nodemailer')
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  return createTransport({ url, ...timeouts })
}
