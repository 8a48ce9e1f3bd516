// Generated from spec/src by `npm run generate`: change the contract, not this file.

/** Some string that is newer than these types. No known literal narrows to it: `switch` leaves it to `default`. */
export type UnknownValue = "a value newer than these types" & {
	readonly unknownValue: true;
};
/** An event of a type newer than these types. */
export type UnknownEvent = Omit<components["schemas"]["InvoiceCreatedEvent"], "type" | "data"> & {
	type: UnknownValue;
	data: {
		[key: string]: unknown;
	};
};
/** The API's paths, and the operation behind each method. */
export interface paths {
	"/tenant": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveTenant"];
		patch: operations["updateTenant"];
	};
	"/api-keys": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listApiKeys"];
		post: operations["createApiKey"];
	};
	"/api-keys/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveApiKey"];
	};
	"/api-keys/{id}/revoke": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["revokeApiKey"];
	};
	"/api-keys/{id}/rotate": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["rotateApiKey"];
	};
	"/contacts": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listContacts"];
		post: operations["createContact"];
	};
	"/customers": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["upsertCustomer"];
	};
	"/contacts/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveContact"];
		delete: operations["deleteContact"];
		patch: operations["updateContact"];
	};
	"/products": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listProducts"];
		post: operations["createProduct"];
	};
	"/products/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveProduct"];
		patch: operations["updateProduct"];
	};
	"/products/{id}/archive": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["archiveProduct"];
	};
	"/stores": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listStores"];
		post: operations["createStore"];
	};
	"/stores/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveStore"];
	};
	"/inventory/{product_id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveInventory"];
	};
	"/inventory/{product_id}/history": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listStockMovements"];
	};
	"/inventory/{product_id}/adjustments": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["adjustInventory"];
	};
	"/invoices": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listInvoices"];
		post: operations["createInvoice"];
	};
	"/invoices/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveInvoice"];
		delete: operations["deleteInvoice"];
		patch: operations["updateInvoice"];
	};
	"/invoices/{id}/mark-uncollectible": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["markInvoiceUncollectible"];
	};
	"/invoices/{id}/send": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["sendInvoice"];
	};
	"/invoices/{id}/void": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["voidInvoice"];
	};
	"/billables": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listBillables"];
		post: operations["createBillables"];
	};
	"/billables/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveBillable"];
		delete: operations["deleteBillable"];
		patch: operations["updateBillable"];
	};
	"/invoices/{id}/payments": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["createPayment"];
	};
	"/payments/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrievePayment"];
	};
	"/payments": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listPayments"];
	};
	"/payments/{id}/refunds": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["createRefund"];
	};
	"/credit-notes": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listCreditNotes"];
		post: operations["createCreditNote"];
	};
	"/credit-notes/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveCreditNote"];
	};
	"/payment-links": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listPaymentLinks"];
		post: operations["createPaymentLink"];
	};
	"/payment-links/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrievePaymentLink"];
	};
	"/payment-links/{id}/cancel": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["cancelPaymentLink"];
	};
	"/ledger/accounts": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listLedgerAccounts"];
	};
	"/ledger/entries/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveLedgerEntry"];
	};
	"/ledger/trial-balance": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveTrialBalance"];
	};
	"/ledger/entries": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listLedgerEntries"];
	};
	"/audit": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveAudit"];
	};
	"/reports/sales": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveSalesReport"];
	};
	"/events/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveEvent"];
	};
	"/events": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listEvents"];
	};
	"/webhooks": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listWebhookEndpoints"];
		post: operations["createWebhookEndpoint"];
	};
	"/webhooks/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveWebhookEndpoint"];
		delete: operations["deleteWebhookEndpoint"];
		patch: operations["updateWebhookEndpoint"];
	};
	"/webhooks/{id}/disable": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["disableWebhookEndpoint"];
	};
	"/webhooks/{id}/enable": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["enableWebhookEndpoint"];
	};
	"/webhooks/{id}/rotate-secret": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["rotateWebhookSecret"];
	};
	"/webhooks/{id}/test": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["testWebhookEndpoint"];
	};
	"/deliveries/{id}": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveDelivery"];
	};
	"/deliveries": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["listDeliveries"];
	};
	"/deliveries/replay": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["replayDeliveries"];
	};
	"/deliveries/{id}/replay": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["replayDelivery"];
	};
	"/test/clock": {
		parameters: {
			query?: never;
			path?: never;
		};
		get: operations["retrieveTestClock"];
	};
	"/test/clock/advance": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["advanceTestClock"];
	};
	"/test/reset": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["resetTestEnvironment"];
	};
	"/test/trigger": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["triggerTestEvent"];
	};
}
/** The events that are sent, by type. */
export interface webhooks {
	"invoice.created": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onInvoiceCreated"];
	};
	"invoice.sent": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onInvoiceSent"];
	};
	"invoice.voided": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onInvoiceVoided"];
	};
	"invoice.overdue": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onInvoiceOverdue"];
	};
	"invoice.paid": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onInvoicePaid"];
	};
	"invoice.refunded": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onInvoiceRefunded"];
	};
	"payment.recorded": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onPaymentRecorded"];
	};
	"payment_link.paid": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onPaymentLinkPaid"];
	};
	"payment_link.expired": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onPaymentLinkExpired"];
	};
	"credit_note.issued": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onCreditNoteIssued"];
	};
	"stock.low": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onStockLow"];
	};
	"reminder.sent": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onReminderSent"];
	};
	"customer.created": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onCustomerCreated"];
	};
	"webhook_endpoint.disabled": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onWebhookEndpointDisabled"];
	};
	"webhook_endpoint.test": {
		parameters: {
			query?: never;
			path?: never;
		};
		post: operations["onWebhookEndpointTest"];
	};
}
/** The schemas of the contract: what `Invoice` of `@bahi/billing` and its like are names for. */
export interface components {
	schemas: {
		Address: {
			line1: string | null;
			line2: string | null;
			city: string | null;
			postal_code: string | null;
			/**
			 * @description ISO 3166-1 alpha-2.
			 * @example IN
			 */
			country: string | null;
		};
		AddressInput: {
			line1?: string | null;
			line2?: string | null;
			city?: string | null;
			postal_code?: string | null;
			/**
			 * @description ISO 3166-1 alpha-2.
			 * @example IN
			 */
			country?: string | null;
		};
		/** @enum {string} */
		AdjustmentReason: "received" | "damaged" | "lost" | "counted" | "returned" | "correction" | (string & {});
		ApiKey: {
			/**
			 * @description `key_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example key_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "api_key";
			/** @enum {string} */
			kind: "secret" | "publishable" | (string & {});
			name: string | null;
			/**
			 * @description How the key begins: its kind and mode.
			 * @example sk_test_
			 */
			prefix: string;
			/**
			 * @description How it ends.
			 * @example x7Qa
			 */
			last4: string;
			scopes: components["schemas"]["Scope"][];
			tenant_ids: string[];
			/**
			 * @description What it speaks when a request names no `API-Version`.
			 * @example 1.4
			 */
			api_version: string;
			/**
			 * Format: date-time
			 * @description To the minute.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			last_used_at: string | null;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			expires_at: string | null;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			revoked_at: string | null;
			/** @description The key itself: in the answer that makes it and never again. */
			secret: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata: {
				[key: string]: string;
			};
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		ApiKeyCreate: {
			/**
			 * @description `secret` unless said otherwise.
			 * @enum {string}
			 */
			kind?: "secret" | "publishable" | (string & {});
			/** @example Warehouse */
			name?: string | null;
			/** @description What the key may do; this key's own scopes if left out. `…:write` includes `…:read`. */
			scopes?: components["schemas"]["Scope"][];
			/**
			 * @description The tenants it serves; the tenant of this request if left out.
			 * @example [
			 *       "tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A"
			 *     ]
			 */
			tenant_ids?: string[];
			/**
			 * Format: date-time
			 * @description When it stops being valid; never if left out.
			 */
			expires_at?: string | null;
			/**
			 * @description What it speaks when a request names no `API-Version`; the current one if left out.
			 * @example 1.4
			 */
			api_version?: string;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
		};
		ApiKeyList: {
			data: components["schemas"]["ApiKey"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		ApiKeyRotate: {
			/**
			 * @description How long the old key stays valid; 0, at once, if left out.
			 * @example 3600
			 */
			grace_seconds?: number;
			/**
			 * @description What the new key speaks; as the old one if left out.
			 * @example 1.4
			 */
			api_version?: string;
		};
		Audit: {
			/** @enum {string} */
			object: "audit";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			at: string;
			clean: boolean;
			checks: {
				name: components["schemas"]["AuditCheckName"];
				clean: boolean;
				/** @description How many rows were looked at. */
				checked: number;
				findings: components["schemas"]["AuditFinding"][];
			}[];
			livemode: boolean;
		};
		/** @enum {string} */
		AuditCheckName: "entries_balance" | "invoices_equal_ledger" | "payments_equal_ledger" | "credit_within_invoice" | "stock_equals_history" | "events_have_outbox_rows" | "event_sequence_gapless" | "invoice_numbers_gapless" | "credit_note_numbers_gapless" | "sales_equal_ledger" | (string & {});
		AuditFinding: {
			id: string;
			detail: string;
		};
		Billable: {
			/**
			 * @description `bil_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example bil_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "billable";
			/** @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X */
			invoice: string;
			description: string;
			/**
			 * @description Above 0, at most 1000000, up to 3 decimals.
			 * @example 2
			 */
			quantity: number;
			/**
			 * @description Price per unit; the line is worth quantity × this, in the currency's minor unit.
			 * @example 6800
			 */
			amount_minor: number;
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency_code: string;
			reference_type: string | null;
			reference_id: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata: {
				[key: string]: string;
			};
			order: number | null;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		BillableInput: {
			/** @example Monthly subscription for service X. */
			description: string;
			/**
			 * @description Above 0, at most 1000000, up to 3 decimals.
			 * @example 10
			 */
			quantity: number;
			/**
			 * @description Price per unit, in the currency's minor unit.
			 * @example 5000
			 */
			amount_minor: number;
			/**
			 * @description ISO 4217 code.
			 * @example EUR
			 */
			currency_code: string;
			/**
			 * @description Where the work was noted.
			 * @example JIRA
			 */
			reference_type?: string | null;
			/**
			 * @description Its name there.
			 * @example PROJ-123
			 */
			reference_id?: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
			/**
			 * @description Place among the lines, lowest first.
			 * @example 13
			 */
			order?: number | null;
		};
		BillableList: {
			data: components["schemas"]["Billable"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		BillableUpdate: {
			/** @example Monthly subscription for service X. */
			description?: string;
			/**
			 * @description Above 0, at most 1000000, up to 3 decimals.
			 * @example 10
			 */
			quantity?: number;
			/**
			 * @description Price per unit, in the currency's minor unit.
			 * @example 5000
			 */
			amount_minor?: number;
			/**
			 * @description Where the work was noted.
			 * @example JIRA
			 */
			reference_type?: string | null;
			/**
			 * @description Its name there.
			 * @example PROJ-123
			 */
			reference_id?: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
			/**
			 * @description Place among the lines, lowest first.
			 * @example 13
			 */
			order?: number | null;
		};
		BillablesCreate: {
			/** @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X */
			invoice_id: string;
			billables: components["schemas"]["BillableInput"][];
		};
		BillablesCreated: {
			data: components["schemas"]["Billable"][];
		};
		Contact: {
			/**
			 * @description `ctc_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example ctc_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "contact";
			name: string | null;
			email: string | null;
			/** @description E.164; masked in events. */
			phone: string | null;
			state: string | null;
			address: components["schemas"]["Address"] | null;
			tax_id: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata: {
				[key: string]: string;
			};
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		/** @description A contact needs a name, an email or a phone. */
		ContactCreate: {
			name?: string | null;
			/**
			 * Format: email
			 * @example rahul@example.com
			 */
			email?: string | null;
			/**
			 * @description ISO 3166-2 subdivision without the country.
			 * @example KA
			 */
			state?: string | null;
			address?: components["schemas"]["AddressInput"] | null;
			/**
			 * @description GSTIN, VAT number or the like.
			 * @example 29ABCDE1234F1Z5
			 */
			tax_id?: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
			/**
			 * @description E.164.
			 * @example +919876543210
			 */
			phone?: string | null;
		};
		ContactList: {
			data: components["schemas"]["Contact"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		ContactUpdate: {
			name?: string | null;
			/**
			 * Format: email
			 * @example rahul@example.com
			 */
			email?: string | null;
			/**
			 * @description ISO 3166-2 subdivision without the country.
			 * @example KA
			 */
			state?: string | null;
			address?: components["schemas"]["AddressInput"] | null;
			/**
			 * @description GSTIN, VAT number or the like.
			 * @example 29ABCDE1234F1Z5
			 */
			tax_id?: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
			/**
			 * @description E.164.
			 * @example +919876543210
			 */
			phone?: string | null;
		};
		CreditNote: {
			/**
			 * @description `crn_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example crn_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "credit_note";
			/**
			 * @description Gapless in the year.
			 * @example CRN-2026-00001
			 */
			credit_note_no: string;
			invoice_id: string;
			reason: string;
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			items: components["schemas"]["CreditNoteItem"][];
			/** @description What it takes back of each of the invoice's taxes: all credit notes of an invoice add up to its `taxes`. */
			taxes: components["schemas"]["InvoiceTax"][];
			/**
			 * @description Sum of the lines before tax, in the currency's minor unit.
			 * @example 13600
			 */
			subtotal_minor: number;
			/**
			 * @description Sum of their taxes, in the currency's minor unit.
			 * @example 13600
			 */
			tax_minor: number;
			/**
			 * @description Both, in the currency's minor unit.
			 * @example 13600
			 */
			total_minor: number;
			refunds: components["schemas"]["Refund"][];
			/**
			 * @description What went back, in the currency's minor unit.
			 * @example 13600
			 */
			refunded_minor: number;
			/** @description Whether the goods went back into stock. */
			restock: boolean;
			entry_id: string;
			/** @description The entry of the sending, which this one reverses. */
			reverses_entry_id: string;
			/**
			 * @description The page that its customer sees and prints.
			 * @example https://pay.example.com/c/…
			 */
			hosted_url: string;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata: {
				[key: string]: string;
			};
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		CreditNoteCreate: {
			/** @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X */
			invoice_id: string;
			/** @example Returned unopened */
			reason: string;
			/** @description All that is left of every line if left out. */
			items?: components["schemas"]["CreditNoteItemCreate"][];
			/** @description Send back at once what the credit frees of payments, newest payment first. */
			refund?: boolean;
			/** @description Put back what a sale took out of stock, into the store that it came from. */
			restock?: boolean;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
		};
		CreditNoteIssuedEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "credit_note.issued";
			data: components["schemas"]["CreditNote"];
		};
		CreditNoteItem: {
			/** @example cri_01J9XGE0K2M4N6P8Q0R2S4T6V8 */
			id: string;
			invoice_item_id: string;
			description: string;
			/**
			 * @description Above 0, at most 1000000, up to 3 decimals.
			 * @example 2
			 */
			qty: number;
			/**
			 * @description What is credited before tax, in the currency's minor unit.
			 * @example 13600
			 */
			subtotal_minor: number;
			/**
			 * @description Its tax, in the currency's minor unit.
			 * @example 13600
			 */
			tax_minor: number;
			/**
			 * @description Both, in the currency's minor unit.
			 * @example 13600
			 */
			total_minor: number;
		};
		CreditNoteItemCreate: {
			/**
			 * @description A line of the invoice, once.
			 * @example li_01J9XG8M9P2Q4R6S8T0V2W4X6Y
			 */
			invoice_item_id: string;
			/**
			 * @description All that is left of the line if left out.
			 * @example 2
			 */
			qty?: number;
		};
		CreditNoteList: {
			data: components["schemas"]["CreditNote"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		CustomerCreatedEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "customer.created";
			data: components["schemas"]["Contact"];
		};
		CustomerUpsert: {
			name?: string | null;
			/**
			 * Format: email
			 * @example rahul@example.com
			 */
			email?: string | null;
			/**
			 * @description ISO 3166-2 subdivision without the country.
			 * @example KA
			 */
			state?: string | null;
			address?: components["schemas"]["AddressInput"] | null;
			/**
			 * @description GSTIN, VAT number or the like.
			 * @example 29ABCDE1234F1Z5
			 */
			tax_id?: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
			/**
			 * @description E.164.
			 * @example +919876543210
			 */
			phone: string;
		};
		DeliveriesReplay: {
			/** @description To this endpoint. */
			endpoint_id?: string;
			event_type?: components["schemas"]["EventType"];
			/**
			 * @description `dead_letter` unless said otherwise.
			 * @enum {string}
			 */
			status?: "dead_letter" | "succeeded" | (string & {});
			/**
			 * Format: date-time
			 * @description RFC 3339. Made at this time or later.
			 */
			from?: string;
			/**
			 * Format: date-time
			 * @description RFC 3339. Made before this time.
			 */
			to?: string;
		};
		DeliveriesReplayed: {
			/** @enum {string} */
			object: "deliveries_replay";
			replayed: number;
			/** @description Whether others match: call again. */
			has_more: boolean;
			livemode: boolean;
		};
		Delivery: {
			/**
			 * @description `dlv_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example dlv_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "delivery";
			event_id: string;
			event_type: components["schemas"]["EventType"];
			endpoint_id: string;
			status: components["schemas"]["DeliveryStatus"];
			attempts: components["schemas"]["DeliveryAttempt"][];
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			next_attempt_at: string | null;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		DeliveryAttempt: {
			/** @example att_01J9XGC5R7S9T1V3W5X7Y9Z1A3 */
			id: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			at: string;
			/** @description The receiver's HTTP status; null when there was no answer. */
			status: number | null;
			latency_ms: number;
			/** @description The first 20000 bytes of its answer. */
			response_body: string | null;
			/** @description Why there was no answer. */
			error: string | null;
		};
		DeliveryList: {
			data: components["schemas"]["Delivery"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		/**
		 * @description `cancelled`: its endpoint was deleted. `dead_letter`: all attempts failed; `replay` sends it again.
		 * @enum {string}
		 */
		DeliveryStatus: "pending" | "succeeded" | "cancelled" | "dead_letter" | (string & {});
		Event: (components["schemas"]["InvoiceCreatedEvent"] | components["schemas"]["InvoiceSentEvent"] | components["schemas"]["InvoiceVoidedEvent"] | components["schemas"]["InvoiceOverdueEvent"] | components["schemas"]["InvoicePaidEvent"] | components["schemas"]["InvoiceRefundedEvent"] | components["schemas"]["PaymentRecordedEvent"] | components["schemas"]["PaymentLinkPaidEvent"] | components["schemas"]["PaymentLinkExpiredEvent"] | components["schemas"]["CreditNoteIssuedEvent"] | components["schemas"]["StockLowEvent"] | components["schemas"]["ReminderSentEvent"] | components["schemas"]["CustomerCreatedEvent"] | components["schemas"]["WebhookEndpointDisabledEvent"] | components["schemas"]["WebhookEndpointTestEvent"]) | UnknownEvent;
		EventList: {
			data: components["schemas"]["Event"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		/** @enum {string} */
		EventType: "invoice.created" | "invoice.sent" | "invoice.voided" | "invoice.overdue" | "invoice.paid" | "invoice.refunded" | "payment.recorded" | "payment_link.paid" | "payment_link.expired" | "credit_note.issued" | "stock.low" | "reminder.sent" | "customer.created" | "webhook_endpoint.disabled" | "webhook_endpoint.test" | (string & {});
		/** @enum {string} */
		EventTypeFilter: "*" | "invoice.created" | "invoice.sent" | "invoice.voided" | "invoice.overdue" | "invoice.paid" | "invoice.refunded" | "payment.recorded" | "payment_link.paid" | "payment_link.expired" | "credit_note.issued" | "stock.low" | "reminder.sent" | "customer.created" | "webhook_endpoint.disabled" | "webhook_endpoint.test" | (string & {});
		FieldProblem: {
			/**
			 * @description RFC 6901 pointer into the body, or `/name` of a query parameter or header.
			 * @example /items/0/qty
			 */
			pointer: string;
			/**
			 * @description The part of the request that is meant.
			 * @enum {string}
			 */
			in: "body" | "query" | "header" | (string & {});
			/**
			 * @description Stable name of the fault.
			 * @example required
			 */
			code: string;
			/** @description What is wrong and what to send. */
			detail: string;
		};
		Inventory: {
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "inventory";
			product_id: string;
			sku: string;
			name: string;
			/**
			 * @description In all stores.
			 * @example 998
			 */
			stock: number;
			low_stock_level: number | null;
			/** @description Whether the stock of all stores is at its low level or below. */
			is_low: boolean;
			allow_backorder: boolean;
			/** @description Every store, the oldest first: also those where none is. */
			stores: components["schemas"]["StoreStock"][];
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		InventoryAdjust: {
			/**
			 * @description Above 0 what comes, below 0 what goes; at most 1000000, up to 3 decimals.
			 * @example -2
			 */
			quantity: number;
			reason: components["schemas"]["AdjustmentReason"];
			/** @example Two bottles broke */
			note?: string | null;
			/**
			 * @description The default store if left out.
			 * @example sto_01J9XG8C0D2F4G6H8J0K2M4N6P
			 */
			store_id?: string;
		};
		Invoice: {
			/**
			 * @description `inv_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example inv_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "invoice";
			contact_id: string | null;
			/** @description The tenant as it was at sending or sale. Null in a draft, and in what was sent before sellers were kept. */
			seller: {
				name: string;
				address: components["schemas"]["Address"] | null;
				tax_id: string | null;
			} | null;
			/** @description The contact as it was at sending or sale; in a draft, as it was put there. */
			customer: {
				name: string | null;
				address: components["schemas"]["Address"] | null;
				tax_id: string | null;
				phone: string | null;
			} | null;
			/**
			 * @description Masked.
			 * @example +91••••43210
			 */
			customer_phone: string | null;
			/** @description Where it was sold; null unless it is a sale. */
			store_id: string | null;
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			items: components["schemas"]["InvoiceItem"][];
			taxes: components["schemas"]["InvoiceTax"][];
			/**
			 * @description The customer's state at sending or sale, when CGST and SGST or IGST go by it; null in a draft.
			 * @example KA
			 */
			place_of_supply: string | null;
			/**
			 * @description Sum of the lines before tax, in the currency's minor unit.
			 * @example 22000
			 */
			subtotal_minor: number;
			/**
			 * @description Sum of the taxes, in the currency's minor unit.
			 * @example 22000
			 */
			tax_minor: number;
			/**
			 * @description Subtotal and taxes, in the currency's minor unit.
			 * @example 22000
			 */
			total_minor: number;
			/**
			 * @description The total in major units, exact.
			 * @example 220
			 */
			grand_total: number;
			/**
			 * @description What was paid, in the currency's minor unit.
			 * @example 22000
			 */
			amount_paid_minor: number;
			/**
			 * @description What was credited, in the currency's minor unit.
			 * @example 22000
			 */
			amount_credited_minor: number;
			/**
			 * @description What is left to pay, in the currency's minor unit.
			 * @example 22000
			 */
			amount_due_minor: number;
			due_in_days: number | null;
			/**
			 * Format: date-time
			 * @description While a draft: as if it were sent when it was made. Counted anew at sending.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			due_at: string | null;
			overdue: boolean;
			payments: components["schemas"]["Payment"][];
			payment_link_id: string | null;
			hosted_url: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata: {
				[key: string]: string;
			};
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		} & ({
			status: "draft";
			invoice_no: null;
			sent_at: null;
			paid_at: null;
			voided_at: null;
		} | {
			status: "open";
			invoice_no: string;
			sent_at: string | null;
			paid_at: null;
			voided_at: null;
		} | {
			status: "paid";
			invoice_no: string;
			sent_at: string | null;
			paid_at: string;
			voided_at: null;
		} | {
			status: "void";
			invoice_no: string;
			sent_at: string;
			paid_at: null;
			voided_at: string;
		} | {
			status: "uncollectible";
			invoice_no: string;
			sent_at: string | null;
			paid_at: null;
			voided_at: null;
		} | {
			status: UnknownValue;
			invoice_no: string | null;
			sent_at: string | null;
			paid_at: string | null;
			voided_at: string | null;
		});
		/** @description Send `contact_id` or `customer`, not both. A sale has one item or more. Only a sale takes stock from a store: send `payment` too, or leave it out. */
		InvoiceCreate: {
			/** @example ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y */
			contact_id?: string | null;
			/** @description Found by phone, or made. Excludes `contact_id`. */
			customer?: {
				/**
				 * @description E.164.
				 * @example +919876543210
				 */
				phone: string;
				name?: string | null;
			};
			/**
			 * @description Days from sending to the due date.
			 * @example 7
			 */
			due_in_days?: number | null;
			items?: components["schemas"]["InvoiceItemCreate"][];
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
			/**
			 * @description ISO 4217; the tenant's if left out.
			 * @example INR
			 */
			currency?: string;
			/** @description Makes it a sale: raised, numbered, taken out of stock and paid at once. */
			payment?: components["schemas"]["SalePayment"];
			/**
			 * @description Where it is sold; the default store if left out. Of a sale only.
			 * @example sto_01J9XG8C0D2F4G6H8J0K2M4N6P
			 */
			store_id?: string;
		};
		InvoiceCreatedEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "invoice.created";
			data: components["schemas"]["Invoice"];
		};
		InvoiceItem: {
			/** @example li_01J9XG8M9P2Q4R6S8T0V2W4X6Y */
			id: string;
			catalog_item_id: string | null;
			sku: string | null;
			billable_id: string | null;
			description: string;
			/**
			 * @description Above 0, at most 1000000, up to 3 decimals.
			 * @example 2
			 */
			qty: number;
			/**
			 * @description Price per unit in major units, exact.
			 * @example 68
			 */
			rate: number;
			/**
			 * @description Price per unit, in the currency's minor unit.
			 * @example 6800
			 */
			rate_minor: number;
			/**
			 * @description Percent, up to 3 decimals.
			 * @example 18
			 */
			tax_rate: number;
			tax_inclusive: boolean;
			hsn_code: string | null;
			/**
			 * @description The line before tax, in the currency's minor unit.
			 * @example 13600
			 */
			subtotal_minor: number;
			/**
			 * @description Tax of the line, in the currency's minor unit.
			 * @example 13600
			 */
			tax_minor: number;
			/**
			 * @description The line with tax, in the currency's minor unit.
			 * @example 13600
			 */
			total_minor: number;
		};
		/** @description An item has exactly one of `catalog_item_id`, `sku` or `description`. An item with a `description` needs `rate` or `rate_minor`. Give the price as `rate` (major units) or `rate_minor`, not both. */
		InvoiceItemCreate: {
			/**
			 * @description A product, by id.
			 * @example itm_01J9XG8A1B3C5D7E9F1G3H5J7K
			 */
			catalog_item_id?: string;
			/**
			 * @description A product, by its sku.
			 * @example AMUL-MILK-1L
			 */
			sku?: string;
			/** @description A line of its own, with a price of its own. */
			description?: string;
			/**
			 * @description Above 0, at most 1000000, up to 3 decimals.
			 * @example 2
			 */
			qty: number;
			/**
			 * @description Price per unit in major units; a product's own if left out.
			 * @example 68
			 */
			rate?: number;
			/**
			 * @description Price per unit, in the currency's minor unit.
			 * @example 6800
			 */
			rate_minor?: number;
			/**
			 * @description Percent, up to 3 decimals.
			 * @example 18
			 */
			tax_rate?: number;
			tax_inclusive?: boolean;
			hsn_code?: string | null;
		};
		InvoiceList: {
			data: components["schemas"]["Invoice"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		InvoiceOverdueEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "invoice.overdue";
			data: components["schemas"]["Invoice"];
		};
		InvoicePaidEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "invoice.paid";
			data: components["schemas"]["Invoice"];
		};
		InvoiceRefundedEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "invoice.refunded";
			data: components["schemas"]["Invoice"];
		};
		InvoiceSentEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "invoice.sent";
			data: components["schemas"]["Invoice"];
		};
		/** @enum {string} */
		InvoiceStatus: "draft" | "open" | "paid" | "void" | "uncollectible" | (string & {});
		InvoiceTax: {
			/**
			 * @description CGST, SGST, IGST or Tax.
			 * @example CGST
			 */
			name: string;
			/**
			 * @description Percent.
			 * @example 9
			 */
			rate: number;
			/**
			 * @description What the tax was counted from, in the currency's minor unit.
			 * @example 13600
			 */
			base_minor: number;
			/**
			 * @description The tax, in the currency's minor unit.
			 * @example 13600
			 */
			amount_minor: number;
		};
		/** @description Send `contact_id` or `customer`, not both. */
		InvoiceUpdate: {
			/** @example ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y */
			contact_id?: string | null;
			/** @description Found by phone, or made. Excludes `contact_id`. */
			customer?: {
				/**
				 * @description E.164.
				 * @example +919876543210
				 */
				phone: string;
				name?: string | null;
			};
			/**
			 * @description Days from sending to the due date.
			 * @example 7
			 */
			due_in_days?: number | null;
			items?: components["schemas"]["InvoiceItemCreate"][];
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
		};
		InvoiceVoidedEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "invoice.voided";
			data: components["schemas"]["Invoice"];
		};
		LedgerAccount: {
			/** @enum {string} */
			object: "ledger_account";
			account: components["schemas"]["LedgerAccountName"];
			/** @enum {string} */
			kind: "asset" | "liability" | "income" | "expense" | (string & {});
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			/**
			 * @description Debits less credits, in the currency's minor unit.
			 * @example 14280
			 */
			balance_minor: number;
		};
		/** @enum {string} */
		LedgerAccountName: "accounts_receivable" | "cash" | "bank" | "card_clearing" | "gateway_clearing" | "customer_credit" | "tax_payable" | "sales" | "bad_debt" | (string & {});
		LedgerAccounts: {
			data: components["schemas"]["LedgerAccount"][];
		};
		LedgerEntry: {
			/**
			 * @description `ent_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example ent_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "ledger_entry";
			kind: components["schemas"]["LedgerEntryKind"];
			/** @description Two or more; they sum to 0 in each currency. */
			postings: components["schemas"]["LedgerPosting"][];
			invoice_id: string | null;
			payment_id: string | null;
			payment_link_id: string | null;
			credit_note_id: string | null;
			refund_id: string | null;
			/** @description The entry that this one undoes, whole or in part. */
			reverses_entry_id: string | null;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		/** @enum {string} */
		LedgerEntryKind: "invoice_sent" | "invoice_voided" | "payment" | "credit_note" | "refund" | "write_off" | (string & {});
		LedgerEntryList: {
			data: components["schemas"]["LedgerEntry"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		LedgerPosting: {
			account: components["schemas"]["LedgerAccountName"];
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			/**
			 * @description Debit above 0, credit below, in the currency's minor unit.
			 * @example 14280
			 */
			amount_minor: number;
		};
		Payment: {
			/**
			 * @description `pay_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example pay_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "payment";
			invoice_id: string | null;
			payment_link_id: string | null;
			mode: components["schemas"]["PaymentMode"];
			/**
			 * @description In major units.
			 * @example 68
			 */
			amount: number;
			/**
			 * @description What was paid, in the currency's minor unit.
			 * @example 6800
			 */
			amount_minor: number;
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			reference: string | null;
			gateway_payment_id: string | null;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			received_at: string;
			/** @description Its entry in the ledger. */
			entry_id: string;
			refunds: components["schemas"]["Refund"][];
			/**
			 * @description What went back, in the currency's minor unit.
			 * @example 6800
			 */
			refunded_minor: number;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata: {
				[key: string]: string;
			};
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		/** @description Give the amount as `amount` (major units) or `amount_minor`, one of the two. */
		PaymentCreate: {
			/** @enum {string} */
			mode: "upi" | "cash" | "card" | "bank_transfer" | "other" | (string & {});
			/**
			 * @description In major units, exact.
			 * @example 68
			 */
			amount?: number;
			/**
			 * @description The amount, in the currency's minor unit.
			 * @example 6800
			 */
			amount_minor?: number;
			/**
			 * @description UTR, cheque or receipt number.
			 * @example UTR2291
			 */
			reference?: string | null;
			/**
			 * Format: date-time
			 * @description When it came in; now if left out.
			 */
			received_at?: string;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
		};
		PaymentLink: {
			/**
			 * @description `lnk_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example lnk_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "payment_link";
			/**
			 * @description The page to pay on.
			 * @example https://pay.example.com/p/…
			 */
			url: string;
			status: components["schemas"]["PaymentLinkStatus"];
			/**
			 * @description What is to be paid, in the currency's minor unit.
			 * @example 6800
			 */
			amount_minor: number;
			/**
			 * @description What was paid through it, in the currency's minor unit.
			 * @example 6800
			 */
			amount_paid_minor: number;
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			description: string | null;
			contact_id: string | null;
			invoice_id: string | null;
			accept_partial: boolean;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			expires_at: string | null;
			callback_url: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata: {
				[key: string]: string;
			};
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		/** @description Give the amount as `amount` (major units) or `amount_minor`, not both. A link without an invoice needs `amount` or `amount_minor`. */
		PaymentLinkCreate: {
			/**
			 * @description In major units, exact.
			 * @example 68
			 */
			amount?: number;
			/**
			 * @description What is to be paid, in the currency's minor unit.
			 * @example 6800
			 */
			amount_minor?: number;
			/**
			 * @description ISO 4217; the invoice's or the tenant's if left out.
			 * @example INR
			 */
			currency?: string;
			/** @example Advance for the kitchen */
			description?: string | null;
			/** @example ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y */
			contact_id?: string | null;
			/** @description An open invoice; its balance is the amount if none is given. */
			invoice_id?: string | null;
			/** @description Whether the payer may pay in parts. */
			accept_partial?: boolean;
			/**
			 * Format: date-time
			 * @description 15 minutes to 6 months ahead; never if left out.
			 */
			expires_at?: string | null;
			/**
			 * Format: uri
			 * @description Where the payer is sent after paying.
			 * @example https://example.com/webhooks
			 */
			callback_url?: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
		};
		PaymentLinkExpiredEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "payment_link.expired";
			data: components["schemas"]["PaymentLink"];
		};
		PaymentLinkList: {
			data: components["schemas"]["PaymentLink"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		PaymentLinkPaidEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "payment_link.paid";
			data: components["schemas"]["PaymentLink"];
		};
		/** @enum {string} */
		PaymentLinkStatus: "open" | "partially_paid" | "paid" | "expired" | "cancelled" | (string & {});
		PaymentList: {
			data: components["schemas"]["Payment"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		/** @enum {string} */
		PaymentMode: "upi" | "cash" | "card" | "bank_transfer" | "other" | "gateway" | (string & {});
		PaymentRecordedEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "payment.recorded";
			data: components["schemas"]["Payment"];
		};
		Problem: {
			/** @description Address of the page about this code. */
			type: string;
			title: string;
			status: number;
			detail: string;
			/** @example urn:bahi:request:req_01J9XG6T4S0Q2V8N3M5K7P9R1A */
			instance: string;
			code: components["schemas"]["ProblemCode"];
			request_id: string;
			retryable: boolean;
			errors?: components["schemas"]["FieldProblem"][];
			/** @description JSON Pointers that differ from the first request. */
			mismatches?: string[];
			supported_versions?: string[];
			required_scope?: string;
			state?: string;
			allowed_acts?: string[];
			amount_due_minor?: number;
			refundable_minor?: number;
			/** @description Every line for which too little is there. */
			shortages?: components["schemas"]["StockShortage"][];
			max_stores?: number;
			violated_policies?: string[];
			max_bytes?: number;
			/** @description Where the JSON breaks off, in characters from its start. */
			position?: number;
		};
		/** @enum {string} */
		ProblemCode: "malformed_request" | "malformed_json" | "invalid_header" | "invalid_cursor" | "unsupported_api_version" | "tenant_required" | "unauthorized" | "insufficient_scope" | "publishable_key" | "scope_exceeded" | "not_found" | "method_not_allowed" | "request_timeout" | "idempotency_key_reused" | "idempotency_key_in_use" | "invalid_state" | "already_exists" | "in_use" | "overpayment" | "insufficient_stock" | "too_many_stores" | "credit_exceeds_invoice" | "refund_exceeds_credit" | "gateway_not_configured" | "clock_busy" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "unknown_reference" | "currency_mismatch" | "amount_too_large" | "rate_limited" | "headers_too_large" | "internal_error" | "unavailable" | (string & {});
		Product: {
			/**
			 * @description `itm_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example itm_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "product";
			sku: string;
			name: string;
			description: string | null;
			/**
			 * @description Price per unit in major units, exact.
			 * @example 68
			 */
			rate: number;
			/**
			 * @description Price per unit, in the currency's minor unit.
			 * @example 6800
			 */
			rate_minor: number;
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			/**
			 * @description Percent, up to 3 decimals.
			 * @example 18
			 */
			tax_rate: number;
			tax_inclusive: boolean;
			hsn_code: string | null;
			/**
			 * @description What is there now, in all stores.
			 * @example 998
			 */
			stock: number;
			low_stock_level: number | null;
			allow_backorder: boolean;
			archived: boolean;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata: {
				[key: string]: string;
			};
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		/** @description Give the price as `rate` (major units) or `rate_minor`, one of the two. */
		ProductCreate: {
			/**
			 * @description Stock keeping unit, unique in the environment.
			 * @example AMUL-MILK-1L
			 */
			sku: string;
			name: string;
			/**
			 * @description Price per unit in major units, exact.
			 * @example 68
			 */
			rate?: number;
			/**
			 * @description Price per unit, in the currency's minor unit.
			 * @example 6800
			 */
			rate_minor?: number;
			/**
			 * @description ISO 4217; the tenant's if left out.
			 * @example INR
			 */
			currency?: string;
			/**
			 * @description Opening stock, in the default store; 0 if left out.
			 * @example 1000
			 */
			stock?: number;
			description?: string | null;
			/**
			 * @description Percent, up to 3 decimals.
			 * @example 18
			 */
			tax_rate?: number;
			/** @description Whether the price includes the tax. */
			tax_inclusive?: boolean;
			/**
			 * @description India's code of goods and services.
			 * @example 0401
			 */
			hsn_code?: string | null;
			/**
			 * @description Stock of all stores at which it is low: `stock.low` tells when it falls so far.
			 * @example 50
			 */
			low_stock_level?: number | null;
			/** @description Whether more may be sold than is there: stock goes below 0 then. */
			allow_backorder?: boolean;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
		};
		ProductList: {
			data: components["schemas"]["Product"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		/** @description Give the price as `rate` (major units) or `rate_minor`, not both. */
		ProductUpdate: {
			/**
			 * @description Stock keeping unit, unique in the environment.
			 * @example AMUL-MILK-1L
			 */
			sku?: string;
			name?: string;
			/**
			 * @description Price per unit in major units, exact.
			 * @example 68
			 */
			rate?: number;
			/**
			 * @description Price per unit, in the currency's minor unit.
			 * @example 6800
			 */
			rate_minor?: number;
			description?: string | null;
			/**
			 * @description Percent, up to 3 decimals.
			 * @example 18
			 */
			tax_rate?: number;
			/** @description Whether the price includes the tax. */
			tax_inclusive?: boolean;
			/**
			 * @description India's code of goods and services.
			 * @example 0401
			 */
			hsn_code?: string | null;
			/**
			 * @description Stock of all stores at which it is low: `stock.low` tells when it falls so far.
			 * @example 50
			 */
			low_stock_level?: number | null;
			/** @description Whether more may be sold than is there: stock goes below 0 then. */
			allow_backorder?: boolean;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
		};
		Refund: {
			/**
			 * @description `rfd_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example rfd_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "refund";
			payment_id: string;
			credit_note_id: string | null;
			invoice_id: string | null;
			/**
			 * @description What goes back, in the currency's minor unit.
			 * @example 6800
			 */
			amount_minor: number;
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			/**
			 * @description A manual payment goes back at once; the gateway takes its time.
			 * @enum {string}
			 */
			status: "pending" | "succeeded" | "failed" | (string & {});
			reason: string | null;
			failure_reason: string | null;
			gateway_refund_id: string | null;
			/** @description Posted when it succeeded. */
			entry_id: string | null;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		/** @description Give the amount as `amount` (major units) or `amount_minor`, not both. */
		RefundCreate: {
			/**
			 * @description In major units, exact.
			 * @example 68
			 */
			amount?: number;
			/**
			 * @description The amount, in the currency's minor unit.
			 * @example 6800
			 */
			amount_minor?: number;
			reason?: string | null;
		};
		Reminder: {
			/**
			 * @description `rem_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example rem_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "reminder";
			invoice_id: string;
			invoice_no: string | null;
			step: components["schemas"]["ReminderStep"];
			amount_due_minor: number;
			currency: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			due_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			sent_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		ReminderSentEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "reminder.sent";
			data: components["schemas"]["Reminder"];
		};
		/** @enum {string} */
		ReminderStep: "before_due" | "on_due" | "after_3_days" | "after_7_days" | "after_14_days" | (string & {});
		/** @description Give the amount as `amount` (major units) or `amount_minor`, one of the two. */
		SalePayment: {
			/** @enum {string} */
			mode: "upi" | "cash" | "card" | "bank_transfer" | "other" | (string & {});
			/**
			 * @description In major units, exact.
			 * @example 68
			 */
			amount?: number;
			/**
			 * @description The amount, in the currency's minor unit.
			 * @example 6800
			 */
			amount_minor?: number;
			/** @description Of the slip or the transfer. */
			reference?: string | null;
		};
		SalesFigures: {
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			/**
			 * @description Invoices sent or rung up as a sale, less those voided.
			 * @example 3
			 */
			count: number;
			/**
			 * @description What they were sold for, with tax, in the currency's minor unit.
			 * @example 13600
			 */
			gross_minor: number;
			/**
			 * @description The tax in it, in the currency's minor unit.
			 * @example 13600
			 */
			tax_minor: number;
			/**
			 * @description What they were sold for, without tax, in the currency's minor unit.
			 * @example 13600
			 */
			net_minor: number;
			/**
			 * @description Invoices voided: they are taken off the four figures before.
			 * @example 3
			 */
			voided_count: number;
			/**
			 * @description What was voided, with tax, in the currency's minor unit.
			 * @example 13600
			 */
			voided_minor: number;
			/**
			 * @description Credit notes issued.
			 * @example 3
			 */
			credited_count: number;
			/**
			 * @description What they took back, with tax: not taken off the sales, in the currency's minor unit.
			 * @example 13600
			 */
			credited_minor: number;
			/**
			 * @description The tax in it, in the currency's minor unit.
			 * @example 13600
			 */
			credited_tax_minor: number;
			/**
			 * @description Refunds that succeeded.
			 * @example 3
			 */
			refunded_count: number;
			/**
			 * @description What went back to customers, in the currency's minor unit.
			 * @example 13600
			 */
			refunded_minor: number;
		};
		SalesPeriod: {
			/**
			 * @description The day or the month.
			 * @example 2026-06-28
			 */
			period: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			starts_at: string;
			/**
			 * Format: date-time
			 * @description The moment after: when the next period begins.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			ends_at: string;
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			/**
			 * @description Invoices sent or rung up as a sale, less those voided.
			 * @example 3
			 */
			count: number;
			/**
			 * @description What they were sold for, with tax, in the currency's minor unit.
			 * @example 13600
			 */
			gross_minor: number;
			/**
			 * @description The tax in it, in the currency's minor unit.
			 * @example 13600
			 */
			tax_minor: number;
			/**
			 * @description What they were sold for, without tax, in the currency's minor unit.
			 * @example 13600
			 */
			net_minor: number;
			/**
			 * @description Invoices voided: they are taken off the four figures before.
			 * @example 3
			 */
			voided_count: number;
			/**
			 * @description What was voided, with tax, in the currency's minor unit.
			 * @example 13600
			 */
			voided_minor: number;
			/**
			 * @description Credit notes issued.
			 * @example 3
			 */
			credited_count: number;
			/**
			 * @description What they took back, with tax: not taken off the sales, in the currency's minor unit.
			 * @example 13600
			 */
			credited_minor: number;
			/**
			 * @description The tax in it, in the currency's minor unit.
			 * @example 13600
			 */
			credited_tax_minor: number;
			/**
			 * @description Refunds that succeeded.
			 * @example 3
			 */
			refunded_count: number;
			/**
			 * @description What went back to customers, in the currency's minor unit.
			 * @example 13600
			 */
			refunded_minor: number;
		};
		SalesReport: {
			/** @enum {string} */
			object: "sales_report";
			/** @enum {string} */
			granularity: "day" | "month" | (string & {});
			/**
			 * @description The tenant's, in which the periods begin.
			 * @example Asia/Kolkata
			 */
			time_zone: string;
			/**
			 * @description The first day.
			 * @example 2026-06-28
			 */
			from: string;
			/**
			 * @description The last day, included.
			 * @example 2026-06-28
			 */
			to: string;
			/** @description Oldest first: every period, once for each currency that has any figure in the report. */
			data: components["schemas"]["SalesPeriod"][];
			/** @description The sum of all periods, by currency. */
			totals: components["schemas"]["SalesFigures"][];
			livemode: boolean;
		};
		/** @enum {string} */
		Scope: "*" | "tenant:read" | "tenant:write" | "api_keys:read" | "api_keys:write" | "contacts:read" | "contacts:write" | "products:read" | "products:write" | "stores:read" | "stores:write" | "inventory:read" | "inventory:write" | "invoices:read" | "invoices:write" | "billables:read" | "billables:write" | "events:read" | "events:write" | "webhooks:read" | "webhooks:write" | "deliveries:read" | "deliveries:write" | "payments:read" | "payments:write" | "payment_links:read" | "payment_links:write" | "credit_notes:read" | "credit_notes:write" | "ledger:read" | "ledger:write" | "reports:read" | "reports:write" | "test:read" | "test:write" | (string & {});
		StockLowEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "stock.low";
			data: components["schemas"]["Inventory"];
		};
		StockMovement: {
			/**
			 * @description `mov_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example mov_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "stock_movement";
			product_id: string;
			store_id: string;
			kind: components["schemas"]["StockMovementKind"];
			/**
			 * @description Above 0 what came, below 0 what went.
			 * @example -2
			 */
			quantity: number;
			/**
			 * @description In this store, after it.
			 * @example 998
			 */
			stock_after: number;
			/**
			 * @description Of an adjustment.
			 * @enum {string|null}
			 */
			reason: "received" | "damaged" | "lost" | "counted" | "returned" | "correction" | (string & {}) | null;
			note: string | null;
			/** @description The sale, or the one that was credited. */
			invoice_id: string | null;
			invoice_item_id: string | null;
			/** @description Of a restock. */
			credit_note_id: string | null;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		/** @enum {string} */
		StockMovementKind: "opening" | "sale" | "restock" | "adjustment" | (string & {});
		StockMovementList: {
			data: components["schemas"]["StockMovement"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		StockShortage: {
			/**
			 * @description RFC 6901 pointer to the quantity in the body.
			 * @example /items/0/qty
			 */
			pointer: string;
			product_id: string;
			sku: string;
			store_id: string;
			/**
			 * @description What is there for this line: the lines before it come first.
			 * @example 1
			 */
			available: number;
			/**
			 * @description What it asks for.
			 * @example 2
			 */
			requested: number;
		};
		Store: {
			/**
			 * @description `sto_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example sto_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "store";
			name: string;
			/** @description True for one store of the environment: it is meant wherever none is named. */
			is_default: boolean;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata: {
				[key: string]: string;
			};
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		StoreCreate: {
			/** @example Indiranagar */
			name: string;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
		};
		StoreList: {
			data: components["schemas"]["Store"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		StoreStock: {
			store_id: string;
			name: string;
			is_default: boolean;
			/**
			 * @description In this store.
			 * @example 998
			 */
			stock: number;
		};
		Tenant: {
			/**
			 * @description `tnt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "tenant";
			name: string;
			address: components["schemas"]["Address"] | null;
			tax_id: string | null;
			/**
			 * @description ISO 3166-2 subdivision without the country.
			 * @example KA
			 */
			state: string | null;
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency: string;
			/**
			 * @description IANA time zone.
			 * @example Asia/Kolkata
			 */
			time_zone: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		TenantUpdate: {
			name?: string;
			address?: components["schemas"]["AddressInput"] | null;
			/**
			 * @description GSTIN, VAT number or the like.
			 * @example 29ABCDE1234F1Z5
			 */
			tax_id?: string | null;
			/**
			 * @description ISO 3166-2 subdivision without the country.
			 * @example KA
			 */
			state?: string | null;
			/**
			 * @description ISO 4217 code.
			 * @example INR
			 */
			currency?: string;
			/**
			 * @description IANA time zone.
			 * @example Asia/Kolkata
			 */
			time_zone?: string;
		};
		TestClock: {
			/** @enum {string} */
			object: "test_clock";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			now: string;
			/** @description How far it was advanced; it only grows. */
			ahead_ms: number;
			/** @enum {boolean} */
			livemode: false;
		};
		TestClockAdvance: {
			/** @enum {string} */
			object: "test_clock_advance";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			from: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			now: string;
			/** @description False when the call stopped on the way: call again for the rest. */
			done: boolean;
			/** @description What fell due, in order; 10000 at the most. */
			happened: {
				/**
				 * Format: date-time
				 * @description RFC 3339, UTC, milliseconds.
				 * @example 2026-06-28T10:14:22.000Z
				 */
				at: string;
				/** @example invoice.overdue */
				what: string;
				/** @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X */
				id: string;
			}[];
			/** @enum {boolean} */
			livemode: false;
		};
		/** @description Say how far with `by` or until when with `to`, one of the two. */
		TestClockAdvanceRequest: {
			/**
			 * @description A number and a unit: seconds, minutes, hours, days, weeks.
			 * @example 8 days
			 */
			by?: string;
			/**
			 * Format: date-time
			 * @description A time ahead.
			 */
			to?: string;
		};
		TestReset: {
			/** @enum {string} */
			object: "test_reset";
			/** @description How often the environment has begun anew. */
			generation: number;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			now: string;
			/** @enum {boolean} */
			livemode: false;
		};
		TestTrigger: {
			type: components["schemas"]["EventType"];
		};
		TestTriggered: {
			/** @enum {string} */
			object: "test_trigger";
			event_ids: string[];
			/** @enum {boolean} */
			livemode: false;
		};
		TrialBalance: {
			/** @enum {string} */
			object: "trial_balance";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			at: string;
			currencies: {
				/**
				 * @description ISO 4217 code.
				 * @example INR
				 */
				currency: string;
				balanced: boolean;
				/**
				 * @description Sum of the debit balances, in the currency's minor unit.
				 * @example 14280
				 */
				debit_minor: number;
				/**
				 * @description Sum of the credit balances, in the currency's minor unit.
				 * @example 14280
				 */
				credit_minor: number;
				accounts: {
					account: components["schemas"]["LedgerAccountName"];
					/**
					 * @description Balance, if it is a debit, in the currency's minor unit.
					 * @example 14280
					 */
					debit_minor: number;
					/**
					 * @description Balance, if it is a credit, in the currency's minor unit.
					 * @example 14280
					 */
					credit_minor: number;
				}[];
			}[];
			livemode: boolean;
		};
		WebhookEndpoint: {
			/**
			 * @description `whk_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example whk_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "webhook_endpoint";
			url: string;
			event_types: components["schemas"]["EventTypeFilter"][];
			description: string | null;
			/** @enum {string} */
			status: "enabled" | "disabled" | (string & {});
			/** @description `requested`, `gone` (the receiver answered 410) or `failing` (five days of nothing but failure). */
			disabled_reason: string | null;
			max_in_flight: number;
			/**
			 * @description What its events are told in.
			 * @example 1.4
			 */
			api_version: string;
			/** @description `whsec_` and 32 bytes in base64: in the answer that makes it and never again. */
			secret: string | null;
			/**
			 * Format: date-time
			 * @description Until when the secret before the last rotation signs along.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			secret_expires_at: string | null;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata: {
				[key: string]: string;
			};
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			updated_at: string;
			/** @description True for live keys, false for test keys. */
			livemode: boolean;
		};
		WebhookEndpointCreate: {
			/**
			 * Format: uri
			 * @description http(s) address, a URI by RFC 3986: a host of other letters in punycode, other characters in percent signs.
			 * @example https://example.com/webhooks
			 */
			url: string;
			/**
			 * @description What it is told of; `["*"]` for all.
			 * @example [
			 *       "invoice.created",
			 *       "invoice.sent"
			 *     ]
			 */
			event_types: components["schemas"]["EventTypeFilter"][];
			description?: string | null;
			/**
			 * @description Deliveries under way at once; above 1 they may arrive out of order.
			 * @example 1
			 */
			max_in_flight?: number;
			/**
			 * @description What its events are told in; the current one if left out when it is made.
			 * @example 1.4
			 */
			api_version?: string;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
		};
		WebhookEndpointDisabledEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "webhook_endpoint.disabled";
			data: components["schemas"]["WebhookEndpoint"];
		};
		WebhookEndpointList: {
			data: components["schemas"]["WebhookEndpoint"][];
			/** @description Whether another page follows. */
			has_more: boolean;
			/** @description Send it as `cursor` for the next page; null on the last. */
			next_cursor: string | null;
		};
		WebhookEndpointTestEvent: {
			/**
			 * @description `evt_` and a ULID: 26 Crockford characters that begin with the time.
			 * @example evt_01J9XG6T4S0Q2V8N3M5K7P9R1A
			 */
			id: string;
			/**
			 * @description The kind of resource.
			 * @enum {string}
			 */
			object: "event";
			/**
			 * Format: date-time
			 * @description RFC 3339, UTC, milliseconds.
			 * @example 2026-06-28T10:14:22.000Z
			 */
			created_at: string;
			/** @example 1.4 */
			api_version: string;
			/**
			 * @description Its number in the environment: 1, 2, 3, … without a gap.
			 * @example 7
			 */
			sequence: number;
			livemode: boolean;
			/** @enum {string} */
			type: "webhook_endpoint.test";
			data: components["schemas"]["WebhookEndpoint"];
		};
		WebhookEndpointUpdate: {
			/**
			 * Format: uri
			 * @description http(s) address, a URI by RFC 3986: a host of other letters in punycode, other characters in percent signs.
			 * @example https://example.com/webhooks
			 */
			url?: string;
			/**
			 * @description What it is told of; `["*"]` for all.
			 * @example [
			 *       "invoice.created",
			 *       "invoice.sent"
			 *     ]
			 */
			event_types?: components["schemas"]["EventTypeFilter"][];
			description?: string | null;
			/**
			 * @description Deliveries under way at once; above 1 they may arrive out of order.
			 * @example 1
			 */
			max_in_flight?: number;
			/**
			 * @description What its events are told in; the current one if left out when it is made.
			 * @example 1.4
			 */
			api_version?: string;
			/**
			 * @description Your own facts: up to 50 keys of 40 characters, values of 500.
			 * @example {
			 *       "project": "Alpha"
			 *     }
			 */
			metadata?: {
				[key: string]: string;
			};
		};
		WebhookSecretRotate: {
			/**
			 * @description How long the old secret signs along; a day if left out.
			 * @example 3600
			 */
			grace_seconds?: number;
		};
	};
	responses: {
		/** @description A refusal; `code` says which. */
		Problem: {
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
	};
	parameters: {
		/**
		 * @description Id of the API key. An id that leads nowhere, malformed ones included, is a 404.
		 * @example key_01J9XG7B6C8D0E2F4G6H8J0K2M
		 */
		ApiKeyId: string;
		/**
		 * @description Id of the billable. An id that leads nowhere, malformed ones included, is a 404.
		 * @example bil_01J9XG9Z0A2B4C6D8E0F2G4H6J
		 */
		BillableId: string;
		/**
		 * @description Id of the contact. An id that leads nowhere, malformed ones included, is a 404.
		 * @example ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y
		 */
		ContactId: string;
		/**
		 * @description Id of the credit note. An id that leads nowhere, malformed ones included, is a 404.
		 * @example crn_01J9XGE0A2B4C6D8E0F2G4H6J8
		 */
		CreditNoteId: string;
		/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
		Cursor: string;
		/**
		 * @description Id of the delivery. An id that leads nowhere, malformed ones included, is a 404.
		 * @example dlv_01J9XGC5F7G9H1J3K5M7N9P1Q3
		 */
		DeliveryId: string;
		/**
		 * @description Id of the event. An id that leads nowhere, malformed ones included, is a 404.
		 * @example evt_01J9XGA1K3M5N7P9Q1R3S5T7V9
		 */
		EventId: string;
		/**
		 * @description Id of the product. An id that leads nowhere, malformed ones included, is a 404.
		 * @example itm_01J9XG8A1B3C5D7E9F1G3H5J7K
		 */
		InventoryId: string;
		/**
		 * @description Id of the invoice. An id that leads nowhere, malformed ones included, is a 404.
		 * @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X
		 */
		InvoiceId: string;
		/**
		 * @description Id of the ledger entry. An id that leads nowhere, malformed ones included, is a 404.
		 * @example ent_01J9XGD0F2G4H6J8K0M2N4P6R8
		 */
		LedgerEntryId: string;
		/** @description Rows a page. */
		Limit: number;
		/**
		 * @description Id of the payment. An id that leads nowhere, malformed ones included, is a 404.
		 * @example pay_01J9XGD0C2E4G6J8K0M2N4P6Q8
		 */
		PaymentId: string;
		/**
		 * @description Id of the payment link. An id that leads nowhere, malformed ones included, is a 404.
		 * @example lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8
		 */
		PaymentLinkId: string;
		/**
		 * @description Id of the product. An id that leads nowhere, malformed ones included, is a 404.
		 * @example itm_01J9XG8A1B3C5D7E9F1G3H5J7K
		 */
		ProductId: string;
		/**
		 * @description Id of the store. An id that leads nowhere, malformed ones included, is a 404.
		 * @example sto_01J9XG8C0D2F4G6H8J0K2M4N6P
		 */
		StoreId: string;
		/**
		 * @description Id of the webhook endpoint. An id that leads nowhere, malformed ones included, is a 404.
		 * @example whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8
		 */
		WebhookEndpointId: string;
	};
	requestBodies: never;
	headers: never;
	pathItems: never;
}
export type $defs = Record<string, never>;
/** What each operation takes and answers, by its name in the contract. */
export interface operations {
	retrieveTenant: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description The tenant. */
			200: {
				content: {
					"application/json": components["schemas"]["Tenant"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	updateTenant: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["TenantUpdate"];
			};
		};
		responses: {
			/** @description The tenant as it is now. */
			200: {
				content: {
					"application/json": components["schemas"]["Tenant"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listApiKeys: {
		parameters: {
			query?: {
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of keys. */
			200: {
				content: {
					"application/json": components["schemas"]["ApiKeyList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createApiKey: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["ApiKeyCreate"];
			};
		};
		responses: {
			/** @description The new key with its secret. */
			201: {
				content: {
					"application/json": components["schemas"]["ApiKey"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveApiKey: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the API key. An id that leads nowhere, malformed ones included, is a 404.
				 * @example key_01J9XG7B6C8D0E2F4G6H8J0K2M
				 */
				id: components["parameters"]["ApiKeyId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The key. */
			200: {
				content: {
					"application/json": components["schemas"]["ApiKey"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	revokeApiKey: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the API key. An id that leads nowhere, malformed ones included, is a 404.
				 * @example key_01J9XG7B6C8D0E2F4G6H8J0K2M
				 */
				id: components["parameters"]["ApiKeyId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The revoked key. */
			200: {
				content: {
					"application/json": components["schemas"]["ApiKey"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	rotateApiKey: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the API key. An id that leads nowhere, malformed ones included, is a 404.
				 * @example key_01J9XG7B6C8D0E2F4G6H8J0K2M
				 */
				id: components["parameters"]["ApiKeyId"];
			};
		};
		requestBody?: {
			content: {
				"application/json": components["schemas"]["ApiKeyRotate"];
			};
		};
		responses: {
			/** @description The new key with its secret. */
			201: {
				content: {
					"application/json": components["schemas"]["ApiKey"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listContacts: {
		parameters: {
			query?: {
				/** @description E.164, exact. */
				phone?: string;
				/** @description Exact, as it was written. */
				email?: string;
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of contacts. */
			200: {
				content: {
					"application/json": components["schemas"]["ContactList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createContact: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["ContactCreate"];
			};
		};
		responses: {
			/** @description The new contact; `customer.created` is fired. */
			201: {
				content: {
					"application/json": components["schemas"]["Contact"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	upsertCustomer: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["CustomerUpsert"];
			};
		};
		responses: {
			/** @description The contact that has this phone, updated. */
			200: {
				content: {
					"application/json": components["schemas"]["Contact"];
				};
			};
			/** @description The new contact; `customer.created` is fired. */
			201: {
				content: {
					"application/json": components["schemas"]["Contact"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveContact: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the contact. An id that leads nowhere, malformed ones included, is a 404.
				 * @example ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y
				 */
				id: components["parameters"]["ContactId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The contact. */
			200: {
				content: {
					"application/json": components["schemas"]["Contact"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	deleteContact: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the contact. An id that leads nowhere, malformed ones included, is a 404.
				 * @example ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y
				 */
				id: components["parameters"]["ContactId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description It is gone. */
			204: {
				content?: never;
			};
			default: components["responses"]["Problem"];
		};
	};
	updateContact: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the contact. An id that leads nowhere, malformed ones included, is a 404.
				 * @example ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y
				 */
				id: components["parameters"]["ContactId"];
			};
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["ContactUpdate"];
			};
		};
		responses: {
			/** @description The contact as it is now. */
			200: {
				content: {
					"application/json": components["schemas"]["Contact"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listProducts: {
		parameters: {
			query?: {
				/** @description Exact. */
				sku?: string;
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of products. */
			200: {
				content: {
					"application/json": components["schemas"]["ProductList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createProduct: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["ProductCreate"];
			};
		};
		responses: {
			/** @description The new product. */
			201: {
				content: {
					"application/json": components["schemas"]["Product"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveProduct: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the product. An id that leads nowhere, malformed ones included, is a 404.
				 * @example itm_01J9XG8A1B3C5D7E9F1G3H5J7K
				 */
				id: components["parameters"]["ProductId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The product. */
			200: {
				content: {
					"application/json": components["schemas"]["Product"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	updateProduct: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the product. An id that leads nowhere, malformed ones included, is a 404.
				 * @example itm_01J9XG8A1B3C5D7E9F1G3H5J7K
				 */
				id: components["parameters"]["ProductId"];
			};
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["ProductUpdate"];
			};
		};
		responses: {
			/** @description The product as it is now. */
			200: {
				content: {
					"application/json": components["schemas"]["Product"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	archiveProduct: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the product. An id that leads nowhere, malformed ones included, is a 404.
				 * @example itm_01J9XG8A1B3C5D7E9F1G3H5J7K
				 */
				id: components["parameters"]["ProductId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The archived product. */
			200: {
				content: {
					"application/json": components["schemas"]["Product"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listStores: {
		parameters: {
			query?: {
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of stores. */
			200: {
				content: {
					"application/json": components["schemas"]["StoreList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createStore: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["StoreCreate"];
			};
		};
		responses: {
			/** @description The new store; nothing is in it. */
			201: {
				content: {
					"application/json": components["schemas"]["Store"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveStore: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the store. An id that leads nowhere, malformed ones included, is a 404.
				 * @example sto_01J9XG8C0D2F4G6H8J0K2M4N6P
				 */
				id: components["parameters"]["StoreId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The store. */
			200: {
				content: {
					"application/json": components["schemas"]["Store"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveInventory: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the product. An id that leads nowhere, malformed ones included, is a 404.
				 * @example itm_01J9XG8A1B3C5D7E9F1G3H5J7K
				 */
				product_id: components["parameters"]["InventoryId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The stock. */
			200: {
				content: {
					"application/json": components["schemas"]["Inventory"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listStockMovements: {
		parameters: {
			query?: {
				/**
				 * @description In this store.
				 * @example sto_01J9XG8C0D2F4G6H8J0K2M4N6P
				 */
				store_id?: string;
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path: {
				/**
				 * @description Id of the product. An id that leads nowhere, malformed ones included, is a 404.
				 * @example itm_01J9XG8A1B3C5D7E9F1G3H5J7K
				 */
				product_id: components["parameters"]["InventoryId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description A page of movements. */
			200: {
				content: {
					"application/json": components["schemas"]["StockMovementList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	adjustInventory: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the product. An id that leads nowhere, malformed ones included, is a 404.
				 * @example itm_01J9XG8A1B3C5D7E9F1G3H5J7K
				 */
				product_id: components["parameters"]["InventoryId"];
			};
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["InventoryAdjust"];
			};
		};
		responses: {
			/** @description The movement; `stock.low` is fired when it crosses the low level downward. */
			201: {
				content: {
					"application/json": components["schemas"]["StockMovement"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listInvoices: {
		parameters: {
			query?: {
				/** @description In this state. */
				status?: components["schemas"]["InvoiceStatus"];
				/** @description To this contact. */
				contact_id?: string;
				/** @description RFC 3339. Made at this time or later. */
				from?: string;
				/** @description RFC 3339. Made before this time. */
				to?: string;
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of invoices. */
			200: {
				content: {
					"application/json": components["schemas"]["InvoiceList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createInvoice: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["InvoiceCreate"];
			};
		};
		responses: {
			/** @description The draft, or the sale. `invoice.created` is fired, for a sale also `payment.recorded`, `invoice.paid` when nothing is left to pay, and `stock.low` for products that fell so far. */
			201: {
				content: {
					"application/json": components["schemas"]["Invoice"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveInvoice: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the invoice. An id that leads nowhere, malformed ones included, is a 404.
				 * @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X
				 */
				id: components["parameters"]["InvoiceId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The invoice. */
			200: {
				content: {
					"application/json": components["schemas"]["Invoice"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	deleteInvoice: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the invoice. An id that leads nowhere, malformed ones included, is a 404.
				 * @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X
				 */
				id: components["parameters"]["InvoiceId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description It is gone. */
			204: {
				content?: never;
			};
			default: components["responses"]["Problem"];
		};
	};
	updateInvoice: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the invoice. An id that leads nowhere, malformed ones included, is a 404.
				 * @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X
				 */
				id: components["parameters"]["InvoiceId"];
			};
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["InvoiceUpdate"];
			};
		};
		responses: {
			/** @description The draft as it is now. */
			200: {
				content: {
					"application/json": components["schemas"]["Invoice"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	markInvoiceUncollectible: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the invoice. An id that leads nowhere, malformed ones included, is a 404.
				 * @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X
				 */
				id: components["parameters"]["InvoiceId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The uncollectible invoice. */
			200: {
				content: {
					"application/json": components["schemas"]["Invoice"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	sendInvoice: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the invoice. An id that leads nowhere, malformed ones included, is a 404.
				 * @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X
				 */
				id: components["parameters"]["InvoiceId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The open invoice; `invoice.sent` is fired. */
			200: {
				content: {
					"application/json": components["schemas"]["Invoice"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	voidInvoice: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the invoice. An id that leads nowhere, malformed ones included, is a 404.
				 * @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X
				 */
				id: components["parameters"]["InvoiceId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The void invoice; `invoice.voided` is fired. */
			200: {
				content: {
					"application/json": components["schemas"]["Invoice"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listBillables: {
		parameters: {
			query?: {
				/** @description Under this invoice. */
				invoice_id?: string;
				/**
				 * @description Exact.
				 * @example JIRA
				 */
				reference_type?: string;
				/**
				 * @description Exact.
				 * @example PROJ-123
				 */
				reference_id?: string;
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of billables. */
			200: {
				content: {
					"application/json": components["schemas"]["BillableList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createBillables: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["BillablesCreate"];
			};
		};
		responses: {
			/** @description The billables in the order in which they were sent. */
			201: {
				content: {
					"application/json": components["schemas"]["BillablesCreated"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveBillable: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the billable. An id that leads nowhere, malformed ones included, is a 404.
				 * @example bil_01J9XG9Z0A2B4C6D8E0F2G4H6J
				 */
				id: components["parameters"]["BillableId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The billable. */
			200: {
				content: {
					"application/json": components["schemas"]["Billable"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	deleteBillable: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the billable. An id that leads nowhere, malformed ones included, is a 404.
				 * @example bil_01J9XG9Z0A2B4C6D8E0F2G4H6J
				 */
				id: components["parameters"]["BillableId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description It is gone. */
			204: {
				content?: never;
			};
			default: components["responses"]["Problem"];
		};
	};
	updateBillable: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the billable. An id that leads nowhere, malformed ones included, is a 404.
				 * @example bil_01J9XG9Z0A2B4C6D8E0F2G4H6J
				 */
				id: components["parameters"]["BillableId"];
			};
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["BillableUpdate"];
			};
		};
		responses: {
			/** @description The billable as it is now. */
			200: {
				content: {
					"application/json": components["schemas"]["Billable"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createPayment: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the invoice. An id that leads nowhere, malformed ones included, is a 404.
				 * @example inv_01J9XG8M9N1P3Q5R7S9T1V3W5X
				 */
				id: components["parameters"]["InvoiceId"];
			};
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["PaymentCreate"];
			};
		};
		responses: {
			/** @description The payment; `payment.recorded` is fired, and `invoice.paid` when nothing is left. */
			201: {
				content: {
					"application/json": components["schemas"]["Payment"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrievePayment: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the payment. An id that leads nowhere, malformed ones included, is a 404.
				 * @example pay_01J9XGD0C2E4G6J8K0M2N4P6Q8
				 */
				id: components["parameters"]["PaymentId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The payment. */
			200: {
				content: {
					"application/json": components["schemas"]["Payment"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listPayments: {
		parameters: {
			query?: {
				/** @description Of this invoice. */
				invoice_id?: string;
				/** @description Through this link. */
				payment_link_id?: string;
				/** @description That came in this way. */
				mode?: components["schemas"]["PaymentMode"];
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of payments. */
			200: {
				content: {
					"application/json": components["schemas"]["PaymentList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createRefund: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the payment. An id that leads nowhere, malformed ones included, is a 404.
				 * @example pay_01J9XGD0C2E4G6J8K0M2N4P6Q8
				 */
				id: components["parameters"]["PaymentId"];
			};
		};
		requestBody?: {
			content: {
				"application/json": components["schemas"]["RefundCreate"];
			};
		};
		responses: {
			/** @description The refund. */
			201: {
				content: {
					"application/json": components["schemas"]["Refund"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listCreditNotes: {
		parameters: {
			query?: {
				/** @description Of this invoice. */
				invoice_id?: string;
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of credit notes. */
			200: {
				content: {
					"application/json": components["schemas"]["CreditNoteList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createCreditNote: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["CreditNoteCreate"];
			};
		};
		responses: {
			/** @description The credit note; `credit_note.issued` is fired. */
			201: {
				content: {
					"application/json": components["schemas"]["CreditNote"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveCreditNote: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the credit note. An id that leads nowhere, malformed ones included, is a 404.
				 * @example crn_01J9XGE0A2B4C6D8E0F2G4H6J8
				 */
				id: components["parameters"]["CreditNoteId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The credit note. */
			200: {
				content: {
					"application/json": components["schemas"]["CreditNote"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listPaymentLinks: {
		parameters: {
			query?: {
				/** @description For this invoice. */
				invoice_id?: string;
				/** @description Of this contact. */
				contact_id?: string;
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of links. */
			200: {
				content: {
					"application/json": components["schemas"]["PaymentLinkList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createPaymentLink: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["PaymentLinkCreate"];
			};
		};
		responses: {
			/** @description The link with its address. */
			201: {
				content: {
					"application/json": components["schemas"]["PaymentLink"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrievePaymentLink: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the payment link. An id that leads nowhere, malformed ones included, is a 404.
				 * @example lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8
				 */
				id: components["parameters"]["PaymentLinkId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The link. */
			200: {
				content: {
					"application/json": components["schemas"]["PaymentLink"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	cancelPaymentLink: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the payment link. An id that leads nowhere, malformed ones included, is a 404.
				 * @example lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8
				 */
				id: components["parameters"]["PaymentLinkId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The cancelled link. */
			200: {
				content: {
					"application/json": components["schemas"]["PaymentLink"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listLedgerAccounts: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description The balances, by account and currency. */
			200: {
				content: {
					"application/json": components["schemas"]["LedgerAccounts"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveLedgerEntry: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the ledger entry. An id that leads nowhere, malformed ones included, is a 404.
				 * @example ent_01J9XGD0F2G4H6J8K0M2N4P6R8
				 */
				id: components["parameters"]["LedgerEntryId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The entry. */
			200: {
				content: {
					"application/json": components["schemas"]["LedgerEntry"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveTrialBalance: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description The trial balance as of now. */
			200: {
				content: {
					"application/json": components["schemas"]["TrialBalance"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listLedgerEntries: {
		parameters: {
			query?: {
				/** @description Of this invoice. */
				invoice_id?: string;
				/** @description Of this payment. */
				payment_id?: string;
				/** @description Of this credit note. */
				credit_note_id?: string;
				/** @description RFC 3339. Made at this time or later. */
				from?: string;
				/** @description RFC 3339. Made before this time. */
				to?: string;
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of entries. */
			200: {
				content: {
					"application/json": components["schemas"]["LedgerEntryList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveAudit: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description What was checked and found. */
			200: {
				content: {
					"application/json": components["schemas"]["Audit"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveSalesReport: {
		parameters: {
			query?: {
				/** @description What a period is. */
				granularity?: "day" | "month" | (string & {});
				/**
				 * @description First day, or month. Left out: 30 days, or 12 months, that end with `to`.
				 * @example 2026-06-28
				 */
				from?: string;
				/**
				 * @description Last day, or month, included. Left out: today.
				 * @example 2026-06-28
				 */
				to?: string;
				/**
				 * @description This currency alone.
				 * @example INR
				 */
				currency?: string;
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description The report. */
			200: {
				content: {
					"application/json": components["schemas"]["SalesReport"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveEvent: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the event. An id that leads nowhere, malformed ones included, is a 404.
				 * @example evt_01J9XGA1K3M5N7P9Q1R3S5T7V9
				 */
				id: components["parameters"]["EventId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The event. */
			200: {
				content: {
					"application/json": components["schemas"]["Event"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listEvents: {
		parameters: {
			query?: {
				/** @description Of this type. */
				type?: components["schemas"]["EventType"];
				/** @description Id of the resource that they tell of. */
				resource?: string;
				/** @description A sequence; those above it are listed, oldest first. */
				since?: number;
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of events. */
			200: {
				content: {
					"application/json": components["schemas"]["EventList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listWebhookEndpoints: {
		parameters: {
			query?: {
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of endpoints. */
			200: {
				content: {
					"application/json": components["schemas"]["WebhookEndpointList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	createWebhookEndpoint: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["WebhookEndpointCreate"];
			};
		};
		responses: {
			/** @description The endpoint with its signing secret. */
			201: {
				content: {
					"application/json": components["schemas"]["WebhookEndpoint"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveWebhookEndpoint: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the webhook endpoint. An id that leads nowhere, malformed ones included, is a 404.
				 * @example whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8
				 */
				id: components["parameters"]["WebhookEndpointId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The endpoint. */
			200: {
				content: {
					"application/json": components["schemas"]["WebhookEndpoint"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	deleteWebhookEndpoint: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the webhook endpoint. An id that leads nowhere, malformed ones included, is a 404.
				 * @example whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8
				 */
				id: components["parameters"]["WebhookEndpointId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description It is gone. */
			204: {
				content?: never;
			};
			default: components["responses"]["Problem"];
		};
	};
	updateWebhookEndpoint: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the webhook endpoint. An id that leads nowhere, malformed ones included, is a 404.
				 * @example whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8
				 */
				id: components["parameters"]["WebhookEndpointId"];
			};
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["WebhookEndpointUpdate"];
			};
		};
		responses: {
			/** @description The endpoint as it is now. */
			200: {
				content: {
					"application/json": components["schemas"]["WebhookEndpoint"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	disableWebhookEndpoint: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the webhook endpoint. An id that leads nowhere, malformed ones included, is a 404.
				 * @example whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8
				 */
				id: components["parameters"]["WebhookEndpointId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The disabled endpoint. */
			200: {
				content: {
					"application/json": components["schemas"]["WebhookEndpoint"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	enableWebhookEndpoint: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the webhook endpoint. An id that leads nowhere, malformed ones included, is a 404.
				 * @example whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8
				 */
				id: components["parameters"]["WebhookEndpointId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The enabled endpoint. */
			200: {
				content: {
					"application/json": components["schemas"]["WebhookEndpoint"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	rotateWebhookSecret: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the webhook endpoint. An id that leads nowhere, malformed ones included, is a 404.
				 * @example whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8
				 */
				id: components["parameters"]["WebhookEndpointId"];
			};
		};
		requestBody?: {
			content: {
				"application/json": components["schemas"]["WebhookSecretRotate"];
			};
		};
		responses: {
			/** @description The endpoint with its new secret. */
			200: {
				content: {
					"application/json": components["schemas"]["WebhookEndpoint"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	testWebhookEndpoint: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the webhook endpoint. An id that leads nowhere, malformed ones included, is a 404.
				 * @example whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8
				 */
				id: components["parameters"]["WebhookEndpointId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The endpoint; the event is on its way. */
			200: {
				content: {
					"application/json": components["schemas"]["WebhookEndpoint"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveDelivery: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the delivery. An id that leads nowhere, malformed ones included, is a 404.
				 * @example dlv_01J9XGC5F7G9H1J3K5M7N9P1Q3
				 */
				id: components["parameters"]["DeliveryId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The delivery. */
			200: {
				content: {
					"application/json": components["schemas"]["Delivery"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	listDeliveries: {
		parameters: {
			query?: {
				/** @description To this endpoint. */
				endpoint_id?: string;
				/** @description Of this event. */
				event_id?: string;
				/** @description In this state. */
				status?: components["schemas"]["DeliveryStatus"];
				/** @description Rows a page. */
				limit?: components["parameters"]["Limit"];
				/** @description `next_cursor` of the page before; opaque, and bound to this list and its filters. */
				cursor?: components["parameters"]["Cursor"];
			};
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description A page of deliveries. */
			200: {
				content: {
					"application/json": components["schemas"]["DeliveryList"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	replayDeliveries: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["DeliveriesReplay"];
			};
		};
		responses: {
			/** @description How many are pending again. */
			200: {
				content: {
					"application/json": components["schemas"]["DeliveriesReplayed"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	replayDelivery: {
		parameters: {
			query?: never;
			path: {
				/**
				 * @description Id of the delivery. An id that leads nowhere, malformed ones included, is a 404.
				 * @example dlv_01J9XGC5F7G9H1J3K5M7N9P1Q3
				 */
				id: components["parameters"]["DeliveryId"];
			};
		};
		requestBody?: never;
		responses: {
			/** @description The delivery, pending again. */
			200: {
				content: {
					"application/json": components["schemas"]["Delivery"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	retrieveTestClock: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description The time there. */
			200: {
				content: {
					"application/json": components["schemas"]["TestClock"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	advanceTestClock: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["TestClockAdvanceRequest"];
			};
		};
		responses: {
			/** @description What happened on the way. */
			200: {
				content: {
					"application/json": components["schemas"]["TestClockAdvance"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	resetTestEnvironment: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody?: never;
		responses: {
			/** @description The environment is empty. */
			200: {
				content: {
					"application/json": components["schemas"]["TestReset"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	triggerTestEvent: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["TestTrigger"];
			};
		};
		responses: {
			/** @description The events that it led to, by id. */
			200: {
				content: {
					"application/json": components["schemas"]["TestTriggered"];
				};
			};
			default: components["responses"]["Problem"];
		};
	};
	onInvoiceCreated: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["InvoiceCreatedEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onInvoiceSent: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["InvoiceSentEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onInvoiceVoided: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["InvoiceVoidedEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onInvoiceOverdue: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["InvoiceOverdueEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onInvoicePaid: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["InvoicePaidEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onInvoiceRefunded: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["InvoiceRefundedEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onPaymentRecorded: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["PaymentRecordedEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onPaymentLinkPaid: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["PaymentLinkPaidEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onPaymentLinkExpired: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["PaymentLinkExpiredEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onCreditNoteIssued: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["CreditNoteIssuedEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onStockLow: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["StockLowEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onReminderSent: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["ReminderSentEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onCustomerCreated: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["CustomerCreatedEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onWebhookEndpointDisabled: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["WebhookEndpointDisabledEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
	onWebhookEndpointTest: {
		parameters: {
			query?: never;
			path?: never;
		};
		requestBody: {
			content: {
				"application/json": components["schemas"]["WebhookEndpointTestEvent"];
			};
		};
		responses: {
			/** @description Received. */
			"2XX": {
				content?: never;
			};
			/** @description A failure: the delivery is tried again. 410 says that the receiver is gone and disables its endpoint. */
			default: {
				content?: never;
			};
		};
	};
}
