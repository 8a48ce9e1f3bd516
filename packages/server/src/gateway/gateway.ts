/** Who collects money. Nothing here is called while a transaction is open: it may take as long as a network does. */
export interface Gateway {
  /**
   * Makes a link at the gateway, or finds the one that has this reference already: after a timeout nobody knows
   * whether it was made. Throws {@link GatewayError}.
   */
  createLink(request: GatewayLinkRequest): Promise<GatewayLink>
  retrieveLink(id: string): Promise<GatewayLink>
  cancelLink(id: string): Promise<void>
  /** Sends money back, once for a receipt however often it is asked. Throws {@link GatewayError}. */
  refund(request: GatewayRefundRequest): Promise<GatewayRefund>
  /** `null` when the signature is wrong. Throws a SyntaxError for a signed body that isn't JSON. */
  readReport(rawBody: string, signature: string): GatewayReport | null
  /** Whether the gateway itself sent the payer back with this query. */
  isOwnReturn(query: Readonly<Record<string, string>>): boolean
}

export interface GatewayLinkRequest {
  /** The `lnk_` id, with a number behind it for the second and later links of one. */
  readonly reference: string
  readonly amountMinor: number
  readonly currency: string
  readonly description: string
  readonly acceptPartial: boolean
  /** Epoch ms. */
  readonly expiresAt: number | null
  readonly customer: { readonly name?: string; readonly email?: string; readonly contact?: string }
  /** Where the payer comes back to. */
  readonly returnUrl: string
}

export interface GatewayLink {
  readonly id: string
  /** Where the payer pays. */
  readonly url: string
  readonly reference: string
  readonly amountMinor: number
  readonly amountPaidMinor: number
  readonly isOpen: boolean
  /** Captured ones. */
  readonly payments: readonly GatewayPayment[]
}

export interface GatewayPayment {
  readonly id: string
  /** The reference of the link that it came through. */
  readonly reference: string
  readonly amountMinor: number
  readonly currency: string
  readonly method: string
}

export interface GatewayRefundRequest {
  readonly paymentId: string
  readonly amountMinor: number
  /** The `rfd_` id. */
  readonly receipt: string
}

export interface GatewayRefund {
  readonly id: string
  readonly receipt: string | null
  readonly status: 'pending' | 'processed' | 'failed'
}

/** What the gateway told of by webhook. `other`: nothing that concerns us. */
export type GatewayReport = { readonly type: string } & (
  | { readonly payment: GatewayPayment }
  | { readonly refund: GatewayRefund }
  | { readonly other: true }
)

/** The gateway refused, or did not answer: then nobody knows what it did. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly kind: 'refused' | 'no_answer'

  constructor(kind: 'refused' | 'no_answer', message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
