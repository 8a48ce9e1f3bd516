/** The command line's flags; the help says what they do. */
export interface Flags {
  readonly port: string
  readonly host: string
  readonly data?: string | undefined
  readonly 'database-url'?: string | undefined
  readonly 'public-url'?: string | undefined
  readonly 'smtp-url'?: string | undefined
  readonly 'mail-from'?: string | undefined
  readonly 'delivery-timeout-ms'?: string | undefined
  readonly 'no-rate-limit': boolean
  readonly json: boolean
  readonly help: boolean
  readonly name?: string | undefined
  readonly currency?: string | undefined
  readonly state?: string | undefined
  readonly 'time-zone'?: string | undefined
  readonly key?: string | undefined
  readonly home?: string | undefined
  readonly tenant?: string | undefined
  readonly mode?: string | undefined
  readonly kind?: string | undefined
  readonly scopes?: string | undefined
}
