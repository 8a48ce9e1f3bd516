// Generated from spec/src by `npm run generate`: change the contract, not this file.
import type { components } from '@bahi/core'
import type { EventOf, KnownEventType } from '@bahi/webhooks'

type Schemas = components['schemas']

/** One of each resource, by the name of its schema. */
export const resources: { Tenant: Schemas['Tenant']; ApiKey: Schemas['ApiKey']; Contact: Schemas['Contact']; Product: Schemas['Product']; Store: Schemas['Store']; Inventory: Schemas['Inventory']; Invoice: Schemas['Invoice']; Billable: Schemas['Billable']; Payment: Schemas['Payment']; CreditNote: Schemas['CreditNote']; PaymentLink: Schemas['PaymentLink']; LedgerEntry: Schemas['LedgerEntry']; Audit: Schemas['Audit']; SalesReport: Schemas['SalesReport']; Event: Schemas['Event']; WebhookEndpoint: Schemas['WebhookEndpoint']; Delivery: Schemas['Delivery']; TestClock: Schemas['TestClock'] } = {
Tenant: {
  "id": "tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A",
  "object": "tenant",
  "name": "Acme",
  "address": {
    "line1": "12 Market Road",
    "line2": null,
    "city": "Bengaluru",
    "postal_code": "560001",
    "country": "IN"
  },
  "tax_id": "29ABCDE1234F1Z5",
  "state": "KA",
  "currency": "INR",
  "time_zone": "Asia/Kolkata",
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
ApiKey: {
  "id": "key_01J9XG7B6C8D0E2F4G6H8J0K2M",
  "object": "api_key",
  "kind": "secret",
  "name": "Warehouse",
  "prefix": "sk_test_",
  "last4": "x7Qa",
  "scopes": [
    "products:read",
    "invoices:write"
  ],
  "tenant_ids": [
    "tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A"
  ],
  "api_version": "1.4",
  "last_used_at": null,
  "expires_at": null,
  "revoked_at": null,
  "secret": "sk_test_01J9XG6T4S0Q2V8N3M5K7P9R1A_…",
  "metadata": {},
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
Contact: {
  "id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
  "object": "contact",
  "name": "Rahul K.",
  "email": "rahul@example.com",
  "phone": "+919876543210",
  "state": "KA",
  "address": null,
  "tax_id": null,
  "metadata": {},
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
Product: {
  "id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
  "object": "product",
  "sku": "AMUL-MILK-1L",
  "name": "Amul milk, 1 litre",
  "description": null,
  "rate": 68,
  "rate_minor": 6800,
  "currency": "INR",
  "tax_rate": 0,
  "tax_inclusive": false,
  "hsn_code": "0401",
  "stock": 1000,
  "low_stock_level": 50,
  "allow_backorder": false,
  "archived": false,
  "metadata": {},
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
Store: {
  "id": "sto_01J9XG8C0D2F4G6H8J0K2M4N6P",
  "object": "store",
  "name": "Indiranagar",
  "is_default": false,
  "metadata": {},
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
Inventory: {
  "object": "inventory",
  "product_id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
  "sku": "AMUL-MILK-1L",
  "name": "Amul milk, 1 litre",
  "stock": 998,
  "low_stock_level": 50,
  "is_low": false,
  "allow_backorder": false,
  "stores": [
    {
      "store_id": "sto_01J9XG8C0D2F4G6H8J0K2M4N6P",
      "name": "Main store",
      "is_default": true,
      "stock": 998
    }
  ],
  "livemode": false
},
Invoice: {
  "id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
  "object": "invoice",
  "invoice_no": null,
  "status": "draft",
  "contact_id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
  "seller": null,
  "customer": {
    "name": "Rahul K.",
    "address": null,
    "tax_id": null,
    "phone": "+919876543210"
  },
  "customer_phone": "+91••••43210",
  "store_id": null,
  "currency": "INR",
  "items": [
    {
      "id": "li_01J9XG8M9P2Q4R6S8T0V2W4X6Y",
      "catalog_item_id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
      "sku": "AMUL-MILK-1L",
      "billable_id": null,
      "description": "Amul milk, 1 litre",
      "qty": 1,
      "rate": 68,
      "rate_minor": 6800,
      "tax_rate": 0,
      "tax_inclusive": false,
      "hsn_code": "0401",
      "subtotal_minor": 6800,
      "tax_minor": 0,
      "total_minor": 6800
    }
  ],
  "taxes": [],
  "place_of_supply": null,
  "subtotal_minor": 6800,
  "tax_minor": 0,
  "total_minor": 6800,
  "grand_total": 68,
  "amount_paid_minor": 0,
  "amount_credited_minor": 0,
  "amount_due_minor": 6800,
  "due_in_days": 7,
  "due_at": "2026-07-05T10:14:22.000Z",
  "overdue": false,
  "sent_at": null,
  "paid_at": null,
  "voided_at": null,
  "payments": [],
  "payment_link_id": null,
  "hosted_url": null,
  "metadata": {},
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
Billable: {
  "id": "bil_01J9XG9Z0A2B4C6D8E0F2G4H6J",
  "object": "billable",
  "invoice": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
  "description": "Monthly subscription for service X.",
  "quantity": 10,
  "amount_minor": 5000,
  "currency_code": "EUR",
  "reference_type": "JIRA",
  "reference_id": "PROJ-123",
  "metadata": {
    "project": "Alpha",
    "priority": "High"
  },
  "order": 13,
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
Payment: {
  "id": "pay_01J9XGD0C2E4G6J8K0M2N4P6Q8",
  "object": "payment",
  "invoice_id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
  "payment_link_id": null,
  "mode": "upi",
  "amount": 68,
  "amount_minor": 6800,
  "currency": "INR",
  "reference": "UTR2291",
  "gateway_payment_id": null,
  "received_at": "2026-06-28T10:14:22.000Z",
  "entry_id": "ent_01J9XGD0F2G4H6J8K0M2N4P6R8",
  "refunds": [],
  "refunded_minor": 0,
  "metadata": {},
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
CreditNote: {
  "id": "crn_01J9XGE0A2B4C6D8E0F2G4H6J8",
  "object": "credit_note",
  "credit_note_no": "CRN-2026-00001",
  "invoice_id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
  "reason": "Returned unopened",
  "currency": "INR",
  "items": [
    {
      "id": "cri_01J9XGE0K2M4N6P8Q0R2S4T6V8",
      "invoice_item_id": "li_01J9XG8M9P2Q4R6S8T0V2W4X6Y",
      "description": "Amul milk, 1 litre",
      "qty": 1,
      "subtotal_minor": 6800,
      "tax_minor": 0,
      "total_minor": 6800
    }
  ],
  "taxes": [],
  "subtotal_minor": 6800,
  "tax_minor": 0,
  "total_minor": 6800,
  "refunds": [],
  "refunded_minor": 0,
  "restock": false,
  "entry_id": "ent_01J9XGD0F2G4H6J8K0M2N4P6R8",
  "reverses_entry_id": "ent_01J9XG8M9R2S4T6V8W0X2Y4Z6A",
  "hosted_url": "https://pay.example.com/c/…",
  "metadata": {},
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
PaymentLink: {
  "id": "lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8",
  "object": "payment_link",
  "url": "https://pay.example.com/p/…",
  "status": "open",
  "amount_minor": 6800,
  "amount_paid_minor": 0,
  "currency": "INR",
  "description": "Advance for the kitchen",
  "contact_id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
  "invoice_id": null,
  "accept_partial": false,
  "expires_at": null,
  "callback_url": null,
  "metadata": {},
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
LedgerEntry: {
  "id": "ent_01J9XGD0F2G4H6J8K0M2N4P6R8",
  "object": "ledger_entry",
  "kind": "payment",
  "postings": [
    {
      "account": "bank",
      "currency": "INR",
      "amount_minor": 6800
    },
    {
      "account": "accounts_receivable",
      "currency": "INR",
      "amount_minor": -6800
    }
  ],
  "invoice_id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
  "payment_id": "pay_01J9XGD0C2E4G6J8K0M2N4P6Q8",
  "payment_link_id": null,
  "credit_note_id": null,
  "refund_id": null,
  "reverses_entry_id": null,
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
Audit: {
  "object": "audit",
  "at": "2026-06-28T10:14:22.000Z",
  "clean": true,
  "checks": [
    {
      "name": "entries_balance",
      "clean": true,
      "checked": 3,
      "findings": []
    },
    {
      "name": "invoices_equal_ledger",
      "clean": true,
      "checked": 3,
      "findings": []
    },
    {
      "name": "payments_equal_ledger",
      "clean": true,
      "checked": 3,
      "findings": []
    },
    {
      "name": "credit_within_invoice",
      "clean": true,
      "checked": 3,
      "findings": []
    },
    {
      "name": "stock_equals_history",
      "clean": true,
      "checked": 3,
      "findings": []
    },
    {
      "name": "events_have_outbox_rows",
      "clean": true,
      "checked": 3,
      "findings": []
    },
    {
      "name": "event_sequence_gapless",
      "clean": true,
      "checked": 3,
      "findings": []
    },
    {
      "name": "invoice_numbers_gapless",
      "clean": true,
      "checked": 3,
      "findings": []
    },
    {
      "name": "credit_note_numbers_gapless",
      "clean": true,
      "checked": 3,
      "findings": []
    },
    {
      "name": "sales_equal_ledger",
      "clean": true,
      "checked": 3,
      "findings": []
    }
  ],
  "livemode": false
},
SalesReport: {
  "object": "sales_report",
  "granularity": "day",
  "time_zone": "Asia/Kolkata",
  "from": "2026-06-28",
  "to": "2026-06-28",
  "data": [
    {
      "period": "2026-06-28",
      "starts_at": "2026-06-27T18:30:00.000Z",
      "ends_at": "2026-06-28T18:30:00.000Z",
      "currency": "INR",
      "count": 3,
      "gross_minor": 42840,
      "tax_minor": 2040,
      "net_minor": 40800,
      "voided_count": 1,
      "voided_minor": 14280,
      "credited_count": 1,
      "credited_minor": 7140,
      "credited_tax_minor": 340,
      "refunded_count": 1,
      "refunded_minor": 7140
    }
  ],
  "totals": [
    {
      "currency": "INR",
      "count": 3,
      "gross_minor": 42840,
      "tax_minor": 2040,
      "net_minor": 40800,
      "voided_count": 1,
      "voided_minor": 14280,
      "credited_count": 1,
      "credited_minor": 7140,
      "credited_tax_minor": 340,
      "refunded_count": 1,
      "refunded_minor": 7140
    }
  ],
  "livemode": false
},
Event: {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T7V9",
  "object": "event",
  "type": "invoice.created",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 7,
  "livemode": false,
  "data": {
    "id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
    "object": "invoice",
    "invoice_no": null,
    "status": "draft",
    "contact_id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
    "seller": null,
    "customer": {
      "name": "Rahul K.",
      "address": null,
      "tax_id": null,
      "phone": "+91••••43210"
    },
    "customer_phone": "+91••••43210",
    "store_id": null,
    "currency": "INR",
    "items": [
      {
        "id": "li_01J9XG8M9P2Q4R6S8T0V2W4X6Y",
        "catalog_item_id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
        "sku": "AMUL-MILK-1L",
        "billable_id": null,
        "description": "Amul milk, 1 litre",
        "qty": 1,
        "rate": 68,
        "rate_minor": 6800,
        "tax_rate": 0,
        "tax_inclusive": false,
        "hsn_code": "0401",
        "subtotal_minor": 6800,
        "tax_minor": 0,
        "total_minor": 6800
      }
    ],
    "taxes": [],
    "place_of_supply": null,
    "subtotal_minor": 6800,
    "tax_minor": 0,
    "total_minor": 6800,
    "grand_total": 68,
    "amount_paid_minor": 0,
    "amount_credited_minor": 0,
    "amount_due_minor": 6800,
    "due_in_days": 7,
    "due_at": "2026-07-05T10:14:22.000Z",
    "overdue": false,
    "sent_at": null,
    "paid_at": null,
    "voided_at": null,
    "payments": [],
    "payment_link_id": null,
    "hosted_url": null,
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
WebhookEndpoint: {
  "id": "whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8",
  "object": "webhook_endpoint",
  "url": "https://example.com/webhooks",
  "event_types": [
    "invoice.created",
    "invoice.sent"
  ],
  "description": null,
  "status": "enabled",
  "disabled_reason": null,
  "max_in_flight": 1,
  "api_version": "1.4",
  "secret": "whsec_…",
  "secret_expires_at": null,
  "metadata": {},
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
Delivery: {
  "id": "dlv_01J9XGC5F7G9H1J3K5M7N9P1Q3",
  "object": "delivery",
  "event_id": "evt_01J9XGA1K3M5N7P9Q1R3S5T7V9",
  "event_type": "invoice.created",
  "endpoint_id": "whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8",
  "status": "succeeded",
  "attempts": [
    {
      "id": "att_01J9XGC5R7S9T1V3W5X7Y9Z1A3",
      "at": "2026-06-28T10:14:22.000Z",
      "status": 200,
      "latency_ms": 12,
      "response_body": "ok",
      "error": null
    }
  ],
  "next_attempt_at": null,
  "created_at": "2026-06-28T10:14:22.000Z",
  "updated_at": "2026-06-28T10:14:22.000Z",
  "livemode": false
},
TestClock: {
  "object": "test_clock",
  "now": "2026-06-28T10:14:22.000Z",
  "ahead_ms": 691200000,
  "livemode": false
},
}

/** One of each event, by its type. */
export const events: { [Type in KnownEventType]: EventOf<Type> } = {
'invoice.created': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T7V9",
  "object": "event",
  "type": "invoice.created",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 7,
  "livemode": false,
  "data": {
    "id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
    "object": "invoice",
    "invoice_no": null,
    "status": "draft",
    "contact_id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
    "seller": null,
    "customer": {
      "name": "Rahul K.",
      "address": null,
      "tax_id": null,
      "phone": "+91••••43210"
    },
    "customer_phone": "+91••••43210",
    "store_id": null,
    "currency": "INR",
    "items": [
      {
        "id": "li_01J9XG8M9P2Q4R6S8T0V2W4X6Y",
        "catalog_item_id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
        "sku": "AMUL-MILK-1L",
        "billable_id": null,
        "description": "Amul milk, 1 litre",
        "qty": 1,
        "rate": 68,
        "rate_minor": 6800,
        "tax_rate": 0,
        "tax_inclusive": false,
        "hsn_code": "0401",
        "subtotal_minor": 6800,
        "tax_minor": 0,
        "total_minor": 6800
      }
    ],
    "taxes": [],
    "place_of_supply": null,
    "subtotal_minor": 6800,
    "tax_minor": 0,
    "total_minor": 6800,
    "grand_total": 68,
    "amount_paid_minor": 0,
    "amount_credited_minor": 0,
    "amount_due_minor": 6800,
    "due_in_days": 7,
    "due_at": "2026-07-05T10:14:22.000Z",
    "overdue": false,
    "sent_at": null,
    "paid_at": null,
    "voided_at": null,
    "payments": [],
    "payment_link_id": null,
    "hosted_url": null,
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'invoice.sent': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T701",
  "object": "event",
  "type": "invoice.sent",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 8,
  "livemode": false,
  "data": {
    "id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
    "object": "invoice",
    "invoice_no": "INV-2026-00001",
    "status": "open",
    "contact_id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
    "seller": {
      "name": "Acme",
      "address": {
        "line1": "12 Market Road",
        "line2": null,
        "city": "Bengaluru",
        "postal_code": "560001",
        "country": "IN"
      },
      "tax_id": "29ABCDE1234F1Z5"
    },
    "customer": {
      "name": "Rahul K.",
      "address": null,
      "tax_id": null,
      "phone": "+91••••43210"
    },
    "customer_phone": "+91••••43210",
    "store_id": null,
    "currency": "INR",
    "items": [
      {
        "id": "li_01J9XG8M9P2Q4R6S8T0V2W4X6Y",
        "catalog_item_id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
        "sku": "AMUL-MILK-1L",
        "billable_id": null,
        "description": "Amul milk, 1 litre",
        "qty": 1,
        "rate": 68,
        "rate_minor": 6800,
        "tax_rate": 0,
        "tax_inclusive": false,
        "hsn_code": "0401",
        "subtotal_minor": 6800,
        "tax_minor": 0,
        "total_minor": 6800
      }
    ],
    "taxes": [],
    "place_of_supply": null,
    "subtotal_minor": 6800,
    "tax_minor": 0,
    "total_minor": 6800,
    "grand_total": 68,
    "amount_paid_minor": 0,
    "amount_credited_minor": 0,
    "amount_due_minor": 6800,
    "due_in_days": 7,
    "due_at": "2026-07-05T10:14:22.000Z",
    "overdue": false,
    "sent_at": "2026-06-28T10:14:22.000Z",
    "paid_at": null,
    "voided_at": null,
    "payments": [],
    "payment_link_id": "lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8",
    "hosted_url": "https://pay.example.com/i/…",
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'invoice.voided': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T702",
  "object": "event",
  "type": "invoice.voided",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 9,
  "livemode": false,
  "data": {
    "id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
    "object": "invoice",
    "invoice_no": "INV-2026-00001",
    "status": "void",
    "contact_id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
    "seller": {
      "name": "Acme",
      "address": {
        "line1": "12 Market Road",
        "line2": null,
        "city": "Bengaluru",
        "postal_code": "560001",
        "country": "IN"
      },
      "tax_id": "29ABCDE1234F1Z5"
    },
    "customer": {
      "name": "Rahul K.",
      "address": null,
      "tax_id": null,
      "phone": "+91••••43210"
    },
    "customer_phone": "+91••••43210",
    "store_id": null,
    "currency": "INR",
    "items": [
      {
        "id": "li_01J9XG8M9P2Q4R6S8T0V2W4X6Y",
        "catalog_item_id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
        "sku": "AMUL-MILK-1L",
        "billable_id": null,
        "description": "Amul milk, 1 litre",
        "qty": 1,
        "rate": 68,
        "rate_minor": 6800,
        "tax_rate": 0,
        "tax_inclusive": false,
        "hsn_code": "0401",
        "subtotal_minor": 6800,
        "tax_minor": 0,
        "total_minor": 6800
      }
    ],
    "taxes": [],
    "place_of_supply": null,
    "subtotal_minor": 6800,
    "tax_minor": 0,
    "total_minor": 6800,
    "grand_total": 68,
    "amount_paid_minor": 0,
    "amount_credited_minor": 0,
    "amount_due_minor": 6800,
    "due_in_days": 7,
    "due_at": "2026-07-05T10:14:22.000Z",
    "overdue": false,
    "sent_at": "2026-06-28T10:14:22.000Z",
    "paid_at": null,
    "voided_at": "2026-06-28T10:14:22.000Z",
    "payments": [],
    "payment_link_id": "lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8",
    "hosted_url": "https://pay.example.com/i/…",
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'invoice.overdue': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T703",
  "object": "event",
  "type": "invoice.overdue",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 10,
  "livemode": false,
  "data": {
    "id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
    "object": "invoice",
    "invoice_no": "INV-2026-00001",
    "status": "open",
    "contact_id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
    "seller": {
      "name": "Acme",
      "address": {
        "line1": "12 Market Road",
        "line2": null,
        "city": "Bengaluru",
        "postal_code": "560001",
        "country": "IN"
      },
      "tax_id": "29ABCDE1234F1Z5"
    },
    "customer": {
      "name": "Rahul K.",
      "address": null,
      "tax_id": null,
      "phone": "+91••••43210"
    },
    "customer_phone": "+91••••43210",
    "store_id": null,
    "currency": "INR",
    "items": [
      {
        "id": "li_01J9XG8M9P2Q4R6S8T0V2W4X6Y",
        "catalog_item_id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
        "sku": "AMUL-MILK-1L",
        "billable_id": null,
        "description": "Amul milk, 1 litre",
        "qty": 1,
        "rate": 68,
        "rate_minor": 6800,
        "tax_rate": 0,
        "tax_inclusive": false,
        "hsn_code": "0401",
        "subtotal_minor": 6800,
        "tax_minor": 0,
        "total_minor": 6800
      }
    ],
    "taxes": [],
    "place_of_supply": null,
    "subtotal_minor": 6800,
    "tax_minor": 0,
    "total_minor": 6800,
    "grand_total": 68,
    "amount_paid_minor": 0,
    "amount_credited_minor": 0,
    "amount_due_minor": 6800,
    "due_in_days": 7,
    "due_at": "2026-07-05T10:14:22.000Z",
    "overdue": true,
    "sent_at": "2026-06-28T10:14:22.000Z",
    "paid_at": null,
    "voided_at": null,
    "payments": [],
    "payment_link_id": "lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8",
    "hosted_url": "https://pay.example.com/i/…",
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'invoice.paid': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T704",
  "object": "event",
  "type": "invoice.paid",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 11,
  "livemode": false,
  "data": {
    "id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
    "object": "invoice",
    "invoice_no": "INV-2026-00001",
    "status": "paid",
    "contact_id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
    "seller": {
      "name": "Acme",
      "address": {
        "line1": "12 Market Road",
        "line2": null,
        "city": "Bengaluru",
        "postal_code": "560001",
        "country": "IN"
      },
      "tax_id": "29ABCDE1234F1Z5"
    },
    "customer": {
      "name": "Rahul K.",
      "address": null,
      "tax_id": null,
      "phone": "+91••••43210"
    },
    "customer_phone": "+91••••43210",
    "store_id": null,
    "currency": "INR",
    "items": [
      {
        "id": "li_01J9XG8M9P2Q4R6S8T0V2W4X6Y",
        "catalog_item_id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
        "sku": "AMUL-MILK-1L",
        "billable_id": null,
        "description": "Amul milk, 1 litre",
        "qty": 1,
        "rate": 68,
        "rate_minor": 6800,
        "tax_rate": 0,
        "tax_inclusive": false,
        "hsn_code": "0401",
        "subtotal_minor": 6800,
        "tax_minor": 0,
        "total_minor": 6800
      }
    ],
    "taxes": [],
    "place_of_supply": null,
    "subtotal_minor": 6800,
    "tax_minor": 0,
    "total_minor": 6800,
    "grand_total": 68,
    "amount_paid_minor": 6800,
    "amount_credited_minor": 0,
    "amount_due_minor": 0,
    "due_in_days": 7,
    "due_at": "2026-07-05T10:14:22.000Z",
    "overdue": false,
    "sent_at": "2026-06-28T10:14:22.000Z",
    "paid_at": "2026-06-28T10:14:22.000Z",
    "voided_at": null,
    "payments": [
      {
        "id": "pay_01J9XGD0C2E4G6J8K0M2N4P6Q8",
        "object": "payment",
        "invoice_id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
        "payment_link_id": null,
        "mode": "upi",
        "amount": 68,
        "amount_minor": 6800,
        "currency": "INR",
        "reference": "UTR2291",
        "gateway_payment_id": null,
        "received_at": "2026-06-28T10:14:22.000Z",
        "entry_id": "ent_01J9XGD0F2G4H6J8K0M2N4P6R8",
        "refunds": [],
        "refunded_minor": 0,
        "metadata": {},
        "created_at": "2026-06-28T10:14:22.000Z",
        "updated_at": "2026-06-28T10:14:22.000Z",
        "livemode": false
      }
    ],
    "payment_link_id": "lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8",
    "hosted_url": "https://pay.example.com/i/…",
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'invoice.refunded': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T705",
  "object": "event",
  "type": "invoice.refunded",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 12,
  "livemode": false,
  "data": {
    "id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
    "object": "invoice",
    "invoice_no": "INV-2026-00001",
    "status": "paid",
    "contact_id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
    "seller": {
      "name": "Acme",
      "address": {
        "line1": "12 Market Road",
        "line2": null,
        "city": "Bengaluru",
        "postal_code": "560001",
        "country": "IN"
      },
      "tax_id": "29ABCDE1234F1Z5"
    },
    "customer": {
      "name": "Rahul K.",
      "address": null,
      "tax_id": null,
      "phone": "+91••••43210"
    },
    "customer_phone": "+91••••43210",
    "store_id": null,
    "currency": "INR",
    "items": [
      {
        "id": "li_01J9XG8M9P2Q4R6S8T0V2W4X6Y",
        "catalog_item_id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
        "sku": "AMUL-MILK-1L",
        "billable_id": null,
        "description": "Amul milk, 1 litre",
        "qty": 1,
        "rate": 68,
        "rate_minor": 6800,
        "tax_rate": 0,
        "tax_inclusive": false,
        "hsn_code": "0401",
        "subtotal_minor": 6800,
        "tax_minor": 0,
        "total_minor": 6800
      }
    ],
    "taxes": [],
    "place_of_supply": null,
    "subtotal_minor": 6800,
    "tax_minor": 0,
    "total_minor": 6800,
    "grand_total": 68,
    "amount_paid_minor": 6800,
    "amount_credited_minor": 6800,
    "amount_due_minor": 0,
    "due_in_days": 7,
    "due_at": "2026-07-05T10:14:22.000Z",
    "overdue": false,
    "sent_at": "2026-06-28T10:14:22.000Z",
    "paid_at": "2026-06-28T10:14:22.000Z",
    "voided_at": null,
    "payments": [
      {
        "id": "pay_01J9XGD0C2E4G6J8K0M2N4P6Q8",
        "object": "payment",
        "invoice_id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
        "payment_link_id": null,
        "mode": "upi",
        "amount": 68,
        "amount_minor": 6800,
        "currency": "INR",
        "reference": "UTR2291",
        "gateway_payment_id": null,
        "received_at": "2026-06-28T10:14:22.000Z",
        "entry_id": "ent_01J9XGD0F2G4H6J8K0M2N4P6R8",
        "refunds": [
          {
            "id": "rfd_01J9XGD5M7N9P1Q3R5S7T9V1W3",
            "object": "refund",
            "payment_id": "pay_01J9XGD0C2E4G6J8K0M2N4P6Q8",
            "credit_note_id": null,
            "invoice_id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
            "amount_minor": 6800,
            "currency": "INR",
            "status": "succeeded",
            "reason": null,
            "failure_reason": null,
            "gateway_refund_id": null,
            "entry_id": "ent_01J9XGD0F2G4H6J8K0M2N4P6R8",
            "created_at": "2026-06-28T10:14:22.000Z",
            "updated_at": "2026-06-28T10:14:22.000Z",
            "livemode": false
          }
        ],
        "refunded_minor": 6800,
        "metadata": {},
        "created_at": "2026-06-28T10:14:22.000Z",
        "updated_at": "2026-06-28T10:14:22.000Z",
        "livemode": false
      }
    ],
    "payment_link_id": "lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8",
    "hosted_url": "https://pay.example.com/i/…",
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'payment.recorded': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T706",
  "object": "event",
  "type": "payment.recorded",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 13,
  "livemode": false,
  "data": {
    "id": "pay_01J9XGD0C2E4G6J8K0M2N4P6Q8",
    "object": "payment",
    "invoice_id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
    "payment_link_id": null,
    "mode": "upi",
    "amount": 68,
    "amount_minor": 6800,
    "currency": "INR",
    "reference": "UTR2291",
    "gateway_payment_id": null,
    "received_at": "2026-06-28T10:14:22.000Z",
    "entry_id": "ent_01J9XGD0F2G4H6J8K0M2N4P6R8",
    "refunds": [],
    "refunded_minor": 0,
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'payment_link.paid': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T707",
  "object": "event",
  "type": "payment_link.paid",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 14,
  "livemode": false,
  "data": {
    "id": "lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8",
    "object": "payment_link",
    "url": "https://pay.example.com/p/…",
    "status": "paid",
    "amount_minor": 118000,
    "amount_paid_minor": 118000,
    "currency": "INR",
    "description": null,
    "contact_id": null,
    "invoice_id": null,
    "accept_partial": false,
    "expires_at": null,
    "callback_url": null,
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'payment_link.expired': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T708",
  "object": "event",
  "type": "payment_link.expired",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 15,
  "livemode": false,
  "data": {
    "id": "lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8",
    "object": "payment_link",
    "url": "https://pay.example.com/p/…",
    "status": "expired",
    "amount_minor": 6800,
    "amount_paid_minor": 0,
    "currency": "INR",
    "description": "Advance for the kitchen",
    "contact_id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
    "invoice_id": null,
    "accept_partial": false,
    "expires_at": "2026-06-28T10:14:22.000Z",
    "callback_url": null,
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'credit_note.issued': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T709",
  "object": "event",
  "type": "credit_note.issued",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 16,
  "livemode": false,
  "data": {
    "id": "crn_01J9XGE0A2B4C6D8E0F2G4H6J8",
    "object": "credit_note",
    "credit_note_no": "CRN-2026-00001",
    "invoice_id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
    "reason": "Returned unopened",
    "currency": "INR",
    "items": [
      {
        "id": "cri_01J9XGE0K2M4N6P8Q0R2S4T6V8",
        "invoice_item_id": "li_01J9XG8M9P2Q4R6S8T0V2W4X6Y",
        "description": "Amul milk, 1 litre",
        "qty": 1,
        "subtotal_minor": 6800,
        "tax_minor": 0,
        "total_minor": 6800
      }
    ],
    "taxes": [],
    "subtotal_minor": 6800,
    "tax_minor": 0,
    "total_minor": 6800,
    "refunds": [],
    "refunded_minor": 0,
    "restock": false,
    "entry_id": "ent_01J9XGD0F2G4H6J8K0M2N4P6R8",
    "reverses_entry_id": "ent_01J9XG8M9R2S4T6V8W0X2Y4Z6A",
    "hosted_url": "https://pay.example.com/c/…",
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'stock.low': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T710",
  "object": "event",
  "type": "stock.low",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 17,
  "livemode": false,
  "data": {
    "object": "inventory",
    "product_id": "itm_01J9XG8A1B3C5D7E9F1G3H5J7K",
    "sku": "AMUL-MILK-1L",
    "name": "Amul milk, 1 litre",
    "stock": 1,
    "low_stock_level": 1,
    "is_low": true,
    "allow_backorder": false,
    "stores": [
      {
        "store_id": "sto_01J9XG8C0D2F4G6H8J0K2M4N6P",
        "name": "Main store",
        "is_default": true,
        "stock": 1
      }
    ],
    "livemode": false
  }
},
'reminder.sent': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T711",
  "object": "event",
  "type": "reminder.sent",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 18,
  "livemode": false,
  "data": {
    "id": "rem_01J9XGG0F2G4H6J8K0M2N4P6Q8",
    "object": "reminder",
    "invoice_id": "inv_01J9XG8M9N1P3Q5R7S9T1V3W5X",
    "invoice_no": "INV-2026-00001",
    "step": "after_3_days",
    "amount_due_minor": 6800,
    "currency": "INR",
    "due_at": "2026-07-05T10:14:22.000Z",
    "sent_at": "2026-07-08T10:14:22.000Z",
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'customer.created': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T712",
  "object": "event",
  "type": "customer.created",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 19,
  "livemode": false,
  "data": {
    "id": "ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y",
    "object": "contact",
    "name": "Rahul K.",
    "email": "rahul@example.com",
    "phone": "+91••••43210",
    "state": "KA",
    "address": null,
    "tax_id": null,
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'webhook_endpoint.disabled': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T713",
  "object": "event",
  "type": "webhook_endpoint.disabled",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 20,
  "livemode": false,
  "data": {
    "id": "whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8",
    "object": "webhook_endpoint",
    "url": "https://example.com/webhooks",
    "event_types": [
      "*"
    ],
    "description": null,
    "status": "disabled",
    "disabled_reason": "gone",
    "max_in_flight": 1,
    "api_version": "1.4",
    "secret": null,
    "secret_expires_at": null,
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
'webhook_endpoint.test': {
  "id": "evt_01J9XGA1K3M5N7P9Q1R3S5T714",
  "object": "event",
  "type": "webhook_endpoint.test",
  "created_at": "2026-06-28T10:14:22.000Z",
  "api_version": "1.4",
  "sequence": 21,
  "livemode": false,
  "data": {
    "id": "whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8",
    "object": "webhook_endpoint",
    "url": "https://example.com/webhooks",
    "event_types": [
      "invoice.created",
      "invoice.sent"
    ],
    "description": null,
    "status": "enabled",
    "disabled_reason": null,
    "max_in_flight": 1,
    "api_version": "1.4",
    "secret": null,
    "secret_expires_at": null,
    "metadata": {},
    "created_at": "2026-06-28T10:14:22.000Z",
    "updated_at": "2026-06-28T10:14:22.000Z",
    "livemode": false
  }
},
}
