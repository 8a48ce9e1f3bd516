// Generated from spec/src by `npm run generate`: change the contract, not this file.

/** What answers have, by schema: 0 is any value, a list the known values, a text the name of a schema. */
export const knownShapes: Readonly<Record<string, unknown>> = {
 "Address": {
  "line1": 0,
  "line2": 0,
  "city": 0,
  "postal_code": 0,
  "country": 0
 },
 "AuditFinding": {
  "id": 0,
  "detail": 0
 },
 "CreditNoteItem": {
  "id": 0,
  "invoice_item_id": 0,
  "description": 0,
  "qty": 0,
  "subtotal_minor": 0,
  "tax_minor": 0,
  "total_minor": 0
 },
 "DeliveryAttempt": {
  "id": 0,
  "at": 0,
  "status": 0,
  "latency_ms": 0,
  "response_body": 0,
  "error": 0
 },
 "InvoiceItem": {
  "id": 0,
  "catalog_item_id": 0,
  "sku": 0,
  "billable_id": 0,
  "description": 0,
  "qty": 0,
  "rate": 0,
  "rate_minor": 0,
  "tax_rate": 0,
  "tax_inclusive": 0,
  "hsn_code": 0,
  "subtotal_minor": 0,
  "tax_minor": 0,
  "total_minor": 0
 },
 "InvoiceTax": {
  "name": 0,
  "rate": 0,
  "base_minor": 0,
  "amount_minor": 0
 },
 "LedgerPosting": {
  "account": [
   "accounts_receivable",
   "cash",
   "bank",
   "card_clearing",
   "gateway_clearing",
   "customer_credit",
   "tax_payable",
   "sales",
   "bad_debt"
  ],
  "currency": 0,
  "amount_minor": 0
 },
 "api_key": {
  "id": 0,
  "object": 0,
  "kind": [
   "secret",
   "publishable"
  ],
  "name": 0,
  "prefix": 0,
  "last4": 0,
  "scopes": [
   "*",
   "tenant:read",
   "tenant:write",
   "api_keys:read",
   "api_keys:write",
   "contacts:read",
   "contacts:write",
   "products:read",
   "products:write",
   "invoices:read",
   "invoices:write",
   "billables:read",
   "billables:write",
   "events:read",
   "events:write",
   "webhooks:read",
   "webhooks:write",
   "deliveries:read",
   "deliveries:write",
   "payments:read",
   "payments:write",
   "payment_links:read",
   "payment_links:write",
   "credit_notes:read",
   "credit_notes:write",
   "ledger:read",
   "ledger:write",
   "test:read",
   "test:write"
  ],
  "tenant_ids": 0,
  "last_used_at": 0,
  "expires_at": 0,
  "revoked_at": 0,
  "secret": 0,
  "metadata": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "audit": {
  "object": 0,
  "at": 0,
  "clean": 0,
  "checks": {
   "name": [
    "entries_balance",
    "invoices_equal_ledger",
    "payments_equal_ledger",
    "credit_within_invoice",
    "events_have_outbox_rows",
    "event_sequence_gapless",
    "invoice_numbers_gapless",
    "credit_note_numbers_gapless"
   ],
   "clean": 0,
   "checked": 0,
   "findings": "AuditFinding"
  },
  "livemode": 0
 },
 "billable": {
  "id": 0,
  "object": 0,
  "invoice": 0,
  "description": 0,
  "quantity": 0,
  "amount_minor": 0,
  "currency_code": 0,
  "reference_type": 0,
  "reference_id": 0,
  "metadata": 0,
  "order": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "contact": {
  "id": 0,
  "object": 0,
  "name": 0,
  "email": 0,
  "phone": 0,
  "state": 0,
  "address": "Address",
  "tax_id": 0,
  "metadata": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "credit_note": {
  "id": 0,
  "object": 0,
  "credit_note_no": 0,
  "invoice_id": 0,
  "reason": 0,
  "currency": 0,
  "items": "CreditNoteItem",
  "subtotal_minor": 0,
  "tax_minor": 0,
  "total_minor": 0,
  "refunds": "refund",
  "refunded_minor": 0,
  "entry_id": 0,
  "reverses_entry_id": 0,
  "metadata": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "deliveries_replay": {
  "object": 0,
  "replayed": 0,
  "has_more": 0,
  "livemode": 0
 },
 "delivery": {
  "id": 0,
  "object": 0,
  "event_id": 0,
  "event_type": [
   "invoice.created",
   "invoice.sent",
   "invoice.voided",
   "invoice.overdue",
   "invoice.paid",
   "invoice.refunded",
   "payment.recorded",
   "payment_link.paid",
   "payment_link.expired",
   "credit_note.issued",
   "reminder.sent",
   "customer.created",
   "webhook_endpoint.disabled",
   "webhook_endpoint.test"
  ],
  "endpoint_id": 0,
  "status": [
   "pending",
   "succeeded",
   "cancelled",
   "dead_letter"
  ],
  "attempts": "DeliveryAttempt",
  "next_attempt_at": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "event credit_note.issued": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "credit_note"
 },
 "event customer.created": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "contact"
 },
 "event invoice.created": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "invoice"
 },
 "event invoice.overdue": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "invoice"
 },
 "event invoice.paid": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "invoice"
 },
 "event invoice.refunded": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "invoice"
 },
 "event invoice.sent": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "invoice"
 },
 "event invoice.voided": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "invoice"
 },
 "event payment.recorded": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "payment"
 },
 "event payment_link.expired": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "payment_link"
 },
 "event payment_link.paid": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "payment_link"
 },
 "event reminder.sent": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "reminder"
 },
 "event webhook_endpoint.disabled": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "webhook_endpoint"
 },
 "event webhook_endpoint.test": {
  "id": 0,
  "object": 0,
  "created_at": 0,
  "api_version": 0,
  "sequence": 0,
  "livemode": 0,
  "type": 0,
  "data": "webhook_endpoint"
 },
 "invoice": {
  "id": 0,
  "object": 0,
  "invoice_no": 0,
  "status": [
   "draft",
   "open",
   "paid",
   "void",
   "uncollectible"
  ],
  "contact_id": 0,
  "customer": {
   "name": 0,
   "phone": 0
  },
  "customer_phone": 0,
  "currency": 0,
  "items": "InvoiceItem",
  "taxes": "InvoiceTax",
  "subtotal_minor": 0,
  "tax_minor": 0,
  "total_minor": 0,
  "grand_total": 0,
  "amount_paid_minor": 0,
  "amount_credited_minor": 0,
  "amount_due_minor": 0,
  "due_in_days": 0,
  "due_at": 0,
  "overdue": 0,
  "sent_at": 0,
  "paid_at": 0,
  "voided_at": 0,
  "payments": "payment",
  "payment_link_id": 0,
  "hosted_url": 0,
  "metadata": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "ledger_account": {
  "object": 0,
  "account": [
   "accounts_receivable",
   "cash",
   "bank",
   "card_clearing",
   "gateway_clearing",
   "customer_credit",
   "tax_payable",
   "sales",
   "bad_debt"
  ],
  "kind": [
   "asset",
   "liability",
   "income",
   "expense"
  ],
  "currency": 0,
  "balance_minor": 0
 },
 "ledger_entry": {
  "id": 0,
  "object": 0,
  "kind": [
   "invoice_sent",
   "invoice_voided",
   "payment",
   "credit_note",
   "refund",
   "write_off"
  ],
  "postings": "LedgerPosting",
  "invoice_id": 0,
  "payment_id": 0,
  "payment_link_id": 0,
  "credit_note_id": 0,
  "refund_id": 0,
  "reverses_entry_id": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "payment": {
  "id": 0,
  "object": 0,
  "invoice_id": 0,
  "payment_link_id": 0,
  "mode": [
   "upi",
   "cash",
   "card",
   "bank_transfer",
   "other",
   "gateway"
  ],
  "amount": 0,
  "amount_minor": 0,
  "currency": 0,
  "reference": 0,
  "gateway_payment_id": 0,
  "received_at": 0,
  "entry_id": 0,
  "refunds": "refund",
  "refunded_minor": 0,
  "metadata": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "payment_link": {
  "id": 0,
  "object": 0,
  "url": 0,
  "status": [
   "open",
   "partially_paid",
   "paid",
   "expired",
   "cancelled"
  ],
  "amount_minor": 0,
  "amount_paid_minor": 0,
  "currency": 0,
  "description": 0,
  "contact_id": 0,
  "invoice_id": 0,
  "accept_partial": 0,
  "expires_at": 0,
  "callback_url": 0,
  "metadata": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "product": {
  "id": 0,
  "object": 0,
  "sku": 0,
  "name": 0,
  "description": 0,
  "rate": 0,
  "rate_minor": 0,
  "currency": 0,
  "tax_rate": 0,
  "tax_inclusive": 0,
  "hsn_code": 0,
  "stock": 0,
  "low_stock_level": 0,
  "allow_backorder": 0,
  "archived": 0,
  "metadata": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "refund": {
  "id": 0,
  "object": 0,
  "payment_id": 0,
  "credit_note_id": 0,
  "invoice_id": 0,
  "amount_minor": 0,
  "currency": 0,
  "status": [
   "pending",
   "succeeded",
   "failed"
  ],
  "reason": 0,
  "failure_reason": 0,
  "gateway_refund_id": 0,
  "entry_id": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "reminder": {
  "id": 0,
  "object": 0,
  "invoice_id": 0,
  "invoice_no": 0,
  "step": [
   "before_due",
   "on_due",
   "after_3_days",
   "after_7_days",
   "after_14_days"
  ],
  "amount_due_minor": 0,
  "currency": 0,
  "due_at": 0,
  "sent_at": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "tenant": {
  "id": 0,
  "object": 0,
  "name": 0,
  "state": 0,
  "currency": 0,
  "time_zone": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 },
 "test_clock": {
  "object": 0,
  "now": 0,
  "ahead_ms": 0,
  "livemode": 0
 },
 "test_clock_advance": {
  "object": 0,
  "from": 0,
  "now": 0,
  "done": 0,
  "happened": {
   "at": 0,
   "what": 0,
   "id": 0
  },
  "livemode": 0
 },
 "test_reset": {
  "object": 0,
  "generation": 0,
  "now": 0,
  "livemode": 0
 },
 "test_trigger": {
  "object": 0,
  "event_ids": 0,
  "livemode": 0
 },
 "trial_balance": {
  "object": 0,
  "at": 0,
  "currencies": {
   "currency": 0,
   "balanced": 0,
   "debit_minor": 0,
   "credit_minor": 0,
   "accounts": {
    "account": [
     "accounts_receivable",
     "cash",
     "bank",
     "card_clearing",
     "gateway_clearing",
     "customer_credit",
     "tax_payable",
     "sales",
     "bad_debt"
    ],
    "debit_minor": 0,
    "credit_minor": 0
   }
  },
  "livemode": 0
 },
 "webhook_endpoint": {
  "id": 0,
  "object": 0,
  "url": 0,
  "event_types": [
   "*",
   "invoice.created",
   "invoice.sent",
   "invoice.voided",
   "invoice.overdue",
   "invoice.paid",
   "invoice.refunded",
   "payment.recorded",
   "payment_link.paid",
   "payment_link.expired",
   "credit_note.issued",
   "reminder.sent",
   "customer.created",
   "webhook_endpoint.disabled",
   "webhook_endpoint.test"
  ],
  "description": 0,
  "status": [
   "enabled",
   "disabled"
  ],
  "disabled_reason": 0,
  "max_in_flight": 0,
  "secret": 0,
  "secret_expires_at": 0,
  "metadata": 0,
  "created_at": 0,
  "updated_at": 0,
  "livemode": 0
 }
}
