/** Razorpay's wire, as far as we speak it. Amounts in the minor unit, times in unix seconds. Source: razorpay.com/docs/api. */
export interface RazorpayLink {
  readonly id: string
  readonly short_url: string
  readonly status: 'created' | 'partially_paid' | 'expired' | 'cancelled' | 'paid'
  readonly amount: number
  readonly amount_paid: number
  readonly currency: string
  readonly description: string
  readonly reference_id: string
  readonly accept_partial: boolean
  /** 0: never. */
  readonly expire_by: number
  readonly expired_at: number
  readonly cancelled_at: number
  readonly callback_url: string
  readonly callback_method: string
  readonly customer: RazorpayCustomer
  readonly notes: Readonly<Record<string, string>>
  readonly payments: readonly RazorpayLinkPayment[] | null
  readonly user_id: string
  readonly created_at: number
  readonly updated_at: number
}

export interface RazorpayCustomer {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly contact?: string | undefined
}

export interface RazorpayLinkPayment {
  readonly payment_id: string
  readonly plink_id: string
  readonly amount: number
  readonly method: string
  readonly status: string
  readonly created_at: number
}

export interface RazorpayPayment {
  readonly id: string
  readonly entity: 'payment'
  readonly amount: number
  readonly currency: string
  readonly status: 'authorized' | 'captured' | 'failed'
  readonly order_id: string
  readonly method: string
  readonly captured: boolean
  readonly amount_refunded: number
  readonly description: string
  readonly vpa: string | null
  readonly bank: string | null
  readonly notes: Readonly<Record<string, string>>
  readonly error_code: string | null
  readonly error_description: string | null
  readonly created_at: number
}

export interface RazorpayRefund {
  readonly id: string
  readonly entity: 'refund'
  readonly payment_id: string
  readonly amount: number
  readonly currency: string
  readonly receipt: string | null
  readonly status: 'pending' | 'processed' | 'failed'
  readonly notes: Readonly<Record<string, string>>
  readonly created_at: number
}

export interface RazorpayOrder {
  readonly id: string
  readonly entity: 'order'
  readonly amount: number
  readonly amount_paid: number
  readonly currency: string
  readonly receipt: string | null
  readonly status: string
}

export interface RazorpayLinkRequest {
  readonly amount: number
  readonly currency: string
  readonly accept_partial: boolean
  readonly description: string
  readonly reference_id: string
  readonly customer: RazorpayCustomer
  readonly expire_by?: number
  readonly notify: { readonly email: boolean; readonly sms: boolean }
  readonly reminder_enable: boolean
  readonly notes: Readonly<Record<string, string>>
  readonly callback_url: string
  readonly callback_method: 'get'
}

export interface RazorpayRefundRequest {
  readonly amount: number
  readonly receipt: string
  readonly notes: Readonly<Record<string, string>>
}

/** The calls that a gateway needs. Each throws a GatewayError when it is refused or gets no answer. */
export interface RazorpayApi {
  createLink(request: RazorpayLinkRequest): Promise<RazorpayLink>
  fetchLink(id: string): Promise<RazorpayLink>
  findLinks(reference: string): Promise<readonly RazorpayLink[]>
  cancelLink(id: string): Promise<RazorpayLink>
  refund(paymentId: string, request: RazorpayRefundRequest): Promise<RazorpayRefund>
  listRefunds(paymentId: string): Promise<readonly RazorpayRefund[]>
}

interface Wrapped<T> {
  readonly entity: T
}

/** A webhook's body. */
export interface RazorpayEvent {
  readonly entity: 'event'
  readonly account_id: string
  readonly event: string
  readonly contains: readonly string[]
  readonly created_at: number
  readonly payload: {
    readonly payment_link?: Wrapped<RazorpayLink>
    readonly payment?: Wrapped<RazorpayPayment>
    readonly order?: Wrapped<RazorpayOrder>
    readonly refund?: Wrapped<RazorpayRefund>
  }
}
