// Generated from spec/src by `npm run generate`: change the contract, not this file.

/** The members that the problem of a code always has beside those of all. */
export interface ProblemMembers {
    invalid_header: "errors";
    unsupported_api_version: "supported_versions";
    insufficient_scope: "required_scope";
    idempotency_key_reused: "mismatches";
    invalid_state: "state" | "allowed_acts";
    already_exists: "errors";
    overpayment: "amount_due_minor";
    credit_exceeds_invoice: "errors";
    refund_exceeds_credit: "refundable_minor";
    payload_too_large: "max_bytes";
    validation_failed: "errors";
    unknown_reference: "errors";
    currency_mismatch: "errors";
    amount_too_large: "errors";
    rate_limited: "violated_policies";
}
