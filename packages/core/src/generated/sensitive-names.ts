// Generated from spec/src by `npm run generate`: change the contract, not this file.

/** Members that the contract marks as personal or secret. */
export const sensitiveNames: readonly string[] = ["address","customer","email","name","phone","secret","tax_id"]
