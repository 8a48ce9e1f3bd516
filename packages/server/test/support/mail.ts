import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'
import { portOf } from './receiver.ts'

/** A message as it came over SMTP. */
export interface Mail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body. */
  readonly text: string
}

export interface MailReceiver {
  readonly url: string
  readonly mails: readonly Mail[]
  /** The next so many messages are turned away. */
  refuse(count: number): void
}

/** A real SMTP server on 127.0.0.1, closed when the test is over. */
export async function openMailReceiver(): Promise<MailReceiver> {
  const mails: Mail[] = []
  let refusals = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
      stream.on('end', () => {
        if (refusals > 0) {
          refusals -= 1
          done(new Error('Mailbox is full'))
          return
        }
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return {
    url: `smtp://127.0.0.1:${portOf(server.server)}`,
    mails,
    refuse: (count) => {
      refusals = count
    },
  }
}
