export interface Payer {
  readonly name: string
  /** Opens the link and tries to pay by UPI. */
  pay(linkUrl: string, vpa: string): Promise<Shown>
  /** Tries once more where the last try has left the payer. */
  payAgain(vpa: string): Promise<Shown>
  close(): Promise<void>
}

export interface Shown {
  /** What the payer reads in the end. */
  readonly text: string
}
