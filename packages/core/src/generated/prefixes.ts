// Generated from spec/src by `npm run generate`: change the contract, not this file.

/** What the prefix of an id stands for. */
export const prefixes: Readonly<Record<string, string>> = {
  "att": "delivery_attempt",
  "bil": "billable",
  "cri": "credit_note_item",
  "crn": "credit_note",
  "ctc": "contact",
  "dlv": "delivery",
  "ent": "ledger_entry",
  "evt": "event",
  "inv": "invoice",
  "itm": "product",
  "key": "api_key",
  "li": "invoice_item",
  "lnk": "payment_link",
  "mov": "stock_movement",
  "pay": "payment",
  "rem": "reminder",
  "rfd": "refund",
  "sto": "store",
  "tnt": "tenant",
  "whk": "webhook_endpoint",
}
