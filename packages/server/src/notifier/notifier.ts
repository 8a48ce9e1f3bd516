import type { Logger } from '../kit/logger.ts'

/** What goes to a person. */
export interface NotifierMessage {
  /** An e-mail address. */
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same in every attempt: lets a receiver see that a message came twice. */
  readonly id: string
}

/** Sends messages to people. A rejected promise is a failed attempt and is tried again. */
export interface Notifier {
  /** Resolves when somebody else is to bring it; what it throws, it is asked again for. */
  send(message: NotifierMessage): Promise<void>
}

/** Where nothing is configured: the message is told to the log, the address left out. */
export const logNotifier = (logger: Logger): Notifier => ({
  async send({ id, subject }) {
    logger.info('A message would have been sent', { id, subject })
  },
})
